/* Says what is wrong with HTML files, a line each: file, line, rule and message. Names come one a line on stdin. */
"use strict";
const fs = require("fs");
const {HtmlValidate, StaticConfigLoader} = require("html-validate");

const validator = new HtmlValidate(new StaticConfigLoader(require("./htmlvalidate.cjs")));
for (const name of fs.readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const report = validator.validateFileSync(name);
  for (const result of report.results) {
    for (const told of result.messages) console.log(`${name}:${told.line}: ${told.ruleId}: ${told.message}`);
  }
}
