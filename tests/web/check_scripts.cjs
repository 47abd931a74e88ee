/* Says where a script goes beyond ES2018 or Chromium 86, a line each: file, line, rule and message.
   Names come one a line on stdin. */
"use strict";
const fs = require("fs");
const {Linter} = require("eslint");
const es = require("eslint-plugin-es-x");
const compat = require("eslint-plugin-compat");

const linter = new Linter({configType: "flat"});
const newer = es.configs["flat/restrict-to-es2018"].rules;
const config = [{
  files: ["**/*.js"],
  plugins: {"es-x": es, compat},
  languageOptions: {
    ecmaVersion: "latest",
    sourceType: "script",
    globals: Object.fromEntries(["window", "document", "location", "localStorage", "navigator"].map(name => [name, "readonly"])),
  },
  linterOptions: {reportUnusedDisableDirectives: "error"},
  // The built-ins of a value whose type is not known are told by their names.
  settings: {"es-x": {aggressive: true}, targets: ["chrome 86"]},
  rules: {...newer, "compat/compat": "error"},
}];
for (const name of fs.readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  for (const told of linter.verify(fs.readFileSync(name, "utf8"), config, {filename: "page.js"})) {
    console.log(`${name}:${told.line}: ${told.ruleId || "syntax"}: ${told.message}`);
  }
}
