/* Numbers as articles bear them, in Chinese or in digits. */
(function () {
  "use strict";

  var DIGITS = "零一二三四五六七八九", UNITS = { "十": 10, "百": 100, "千": 1000 };

  /* 一百零一, 一〇一 and 101 are the same, as in macros/domain/numerals.py. */
  function value(text) {
    if (/^[0-9]+$/.test(text)) return Number(text);
    var plain = text.replace(/[〇○]/g, "零");
    if (!/[十百千]/.test(plain)) {
      return Number(plain.split("").map(function (one) {
        return DIGITS.indexOf(one) < 0 ? one : DIGITS.indexOf(one);
      }).join(""));
    }
    var total = 0, digit = 0;
    plain.split("").forEach(function (one) {
      if (UNITS[one]) {
        total += (digit || 1) * UNITS[one];
        digit = 0;
      } else digit = DIGITS.indexOf(one) < 0 ? Number(one) : DIGITS.indexOf(one);
    });
    return total + digit;
  }

  window.ybNumerals = { signs: "[0-9零〇○一二三四五六七八九十百千]+", value: value };
})();
