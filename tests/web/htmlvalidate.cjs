/* Valid HTML, and what of WCAG can be read off it. Every rule that is off says why. */
module.exports = {
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    "no-missing-references": "error",
    // How the markup is spaced and spelled is the generators' business; browsers take both ways.
    "no-trailing-whitespace": "off",
    "doctype-style": "off",
    "void-style": "off",
    // The theme's own ids begin with two underscores, which HTML allows.
    "valid-id": ["error", {relaxed: true}],
    // The theme's two hidden checkboxes carry autocomplete="off", which keeps Firefox from restoring them.
    "input-attributes": "off",
    // The box sends itself on Enter, as search boxes do; the two radio buttons of the scheme work at once.
    "wcag/h32": "off",
    // Markdown writes tables of one row of heads, where browsers know the scope by themselves.
    "wcag/h63": "off",
    // A list of results under a search box is no choice of given values; it follows the ARIA combobox pattern.
    // A box that scrolls is a region with a name, whatever its element.
    "prefer-native-element": ["error", {exclude: ["listbox", "region"]}],
  },
};
