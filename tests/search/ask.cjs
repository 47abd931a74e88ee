/* Asks the site's own search engine, outside a browser: what a page would load and the queries come as JSON, the
   addresses of what is found go out, one line a query, in the order in which a reader sees them. */
"use strict";
const fs = require("fs");
const vm = require("vm");

const given = JSON.parse(fs.readFileSync(0, "utf-8"));
const records = [];
const window = {};
const context = vm.createContext({ window: window, ybSearchShard: (number, rows) => rows.forEach((row) => records.push(row)) });
given.scripts.forEach((text) => vm.runInContext(text, context));
const engine = window.ybSearchEngine;
const loaded = engine.load(records, window.ybSearchManifest.fields);
given.queries.forEach((query) => {
  const parsed = engine.parse(query);
  const named = window.ybSearchProvisions.answer(query, window.ybSearchManifest, loaded, true);
  const found = window.ybSearchProvisions.merged(named, engine.order(engine.find(loaded, parsed), parsed, ""));
  const shown = found.length ? found : engine.near(loaded, parsed);
  process.stdout.write(JSON.stringify(shown.map((record) => record.address)) + "\n");
});
