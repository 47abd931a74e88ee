/* Says what a style sheet asks of a browser beyond Chromium 86, a line each: file, line and what.
   Names come one a line on stdin. What is asked for inside @supports is left alone. */
"use strict";
const fs = require("fs");
const postcss = require("postcss");
const parseSelector = require("postcss-selector-parser");
const parseValue = require("postcss-value-parser");
const {css} = require("@mdn/browser-compat-data");
const allowed = require("./allowed.json");  // by what is told, each with the reason

const FLOOR = 86;

/* Whether Chromium had a feature at the floor; what the data do not know is not judged. */
function has(feature) {
  if (!feature || !feature.__compat) return true;
  const told = feature.__compat.support.chrome;
  return (Array.isArray(told) ? told : [told]).some(one =>
    !one.flags && !one.prefix && !one.alternative_name && !one.partial_implementation && !one.version_removed && parseInt(one.version_added, 10) <= FLOOR);
}

const bare = name => name.replace(/^-(webkit|moz|ms|o)-/, "");
const find = (tree, ...names) => names.reduce((at, name) => at && at[name], tree);

/* A unit, a function or a keyword, wherever the data file it. */
function inValue(property, node) {
  const word = node.value.toLowerCase();
  if (node.type === "function") {
    return [find(css.properties, property, word), ...Object.values(css.types).map(type => find(type, word)), css.types[word]];
  }
  const number = parseValue.unit(word);
  if (number && /^[dls]v(w|h|i|b|min|max)$/.test(number.unit)) return [css.types.length[`viewport_percentage_units_${
    {d: "dynamic", l: "large", s: "small"}[number.unit[0]]}`]];
  if (number && number.unit) return [find(css.types, "length", number.unit)];
  return [find(css.properties, property, word.replace(/-/g, "_")), find(css.properties, property, word)];
}

function* check(root) {
  const beyond = [];
  const inSupports = node => node && (node.name === "supports" || inSupports(node.parent));
  const tell = (node, what) => inSupports(node) || allowed[what] || beyond.push([node.source.start.line, what]);
  root.walkAtRules(rule => {
    const at = css["at-rules"][bare(rule.name)];
    if (!at || !has(at)) tell(rule, `@${rule.name}`);
    for (const [, name] of rule.params.matchAll(/\(\s*([\w-]+)\s*[:)]/g)) {
      if (rule.name === "media" && !has(find(at, name.replace(/^(min|max)-/, "")))) tell(rule, `@media (${name})`);
    }
    if (rule.name === "media" && /[<>]=?/.test(rule.params)) tell(rule, "@media range");
  });
  root.walkRules(rule => {
    if (rule.parent.type === "rule") tell(rule, "nesting");
    if (rule.parent.name === "keyframes") return;
    parseSelector(tree => tree.walkPseudos(pseudo => {
      const name = bare(pseudo.value.replace(/^::?/, ""));
      if (!has(css.selectors[name])) tell(rule, pseudo.value);
    })).processSync(rule.selector);
  });
  root.walkDecls(declaration => {
    const name = declaration.prop.toLowerCase();
    if (name.startsWith("--")) return;
    const property = bare(name);
    // A prefixed name is the old way of writing, beside the new.
    if (name !== property) return;
    const own = declaration.parent.type === "atrule" && find(css["at-rules"], declaration.parent.name, property);
    const feature = own || css.properties[property];
    if (!feature || !has(feature)) return void tell(declaration, feature ? name : `${name}?`);
    parseValue(declaration.value).walk(node => {
      if ((node.type === "word" || node.type === "function") && inValue(property, node).some(one => !has(one))) {
        tell(declaration, `${name}: ${node.value}`);
      }
    });
  });
  yield* beyond;
}

for (const name of fs.readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const root = postcss.parse(fs.readFileSync(name, "utf8"), {from: name});
  for (const [line, what] of check(root)) console.log(`${name}:${line}: ${what}`);
}
