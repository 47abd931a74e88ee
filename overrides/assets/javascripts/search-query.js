/* Reads which provision a query asks for: a regulation by any of its names, an edition by its year, an article by its
   number. Whoever writes a longer name than the register has is not answered with a shorter one. */
(function () {
  "use strict";

  var NUMBER = window.ybNumerals.signs, value = window.ybNumerals.value;
  var MARKS = /[《》〈〉<>“”‘’"'「」『』()[\]【】〔〕]/g;
  var PAUSES = /[\s，。、；：！？,;:!?\u200b\ufeff]+/g;
  var YEAR_AFTER_NAME = /[([〔]((?:19|20)[0-9]{2})年?[^()[\]〔〕]{0,8}[)\]〕]/g;
  var YEAR = "(?<![0-9])((?:19|20)[0-9]{2})(?![0-9]|年度)年?(?:版本?|修订|修正|修改|印发|发布|制定|通过|施行|试行)*";
  var WITHIN = "(?: ?第? ?" + NUMBER + " ?款)?(?: ?第? ?" + NUMBER + " ?项)?";
  var ARTICLE = "(?:第 ?(" + NUMBER + ") ?之 ?(" + NUMBER + ") ?条|第 ?(" + NUMBER + ") ?(条|点|项|部分)|(" + NUMBER +
    ") ?(条|点|部分))(?: ?之 ?(" + NUMBER + "))?" + WITHIN;
  /* 第七十四、七十五条, 第74至80条: the first of them is answered. */
  var SEVERAL = new RegExp("第 ?(" + NUMBER + ")(?: ?[ 至到和及与~—–-]{1,2} ?第?" + NUMBER + ")+ ?(条|点|项|部分)");
  var BARE = new RegExp("^第?(" + NUMBER + ")$");
  var IDLE = "的|中的?|里的?|现行|最新|请问|查询?|根据|按照|依据|依照|违反|中国共产党|中华人民共和国|中共中央|全文|原文|条文|内容|版|是什么|怎么写|怎样规定";
  var IDLE_WORD = new RegExp("^(?:" + IDLE + ")+$");
  /* What may stand before a name without being part of a longer one, and after it. */
  var BEFORE = new RegExp("(?:^|\\s|" + YEAR + "|" + ARTICLE + ")(?:" + IDLE + ")*$");
  var AFTER = new RegExp("^(?:$|\\s|的|中的?|里的?|版|试行|修订|全文|原文|条文|第?" + NUMBER + ")");
  var RULE = /(?:条例|准则|规定|办法|规则|细则|意见|章程|法)$/;
  var LONGEST = 120;

  /* Width and case evened out, marks gone, pauses a blank. */
  function plain(text) {
    return text.normalize("NFKC").toLowerCase().replace(YEAR_AFTER_NAME, " $1年 ").replace(MARKS, "").replace(PAUSES, " ").trim();
  }

  function squeezed(text) { return plain(text).replace(/ /g, ""); }

  /* The register as a site brings it, its names ready to be looked for, the longest first. */
  function prepare(register) {
    var names = register.names.map(function (row) { return { text: squeezed(row[0]), works: row[1], editions: row[2] }; });
    names.sort(function (a, b) { return b.text.length - a.text.length || (a.text < b.text ? -1 : 1); });
    return { names: names, works: register.works };
  }

  /* The longest name that stands there by itself; else one that is only part of a longer word. */
  function named(text, names) {
    var doubtful = null;
    for (var n = 0; n < names.length; n += 1) {
      var at = text.indexOf(names[n].text);
      if (at < 0) continue;
      var before = text.slice(0, at), after = text.slice(at + names[n].text.length);
      var found = { name: names[n], before: before, after: after, sure: BEFORE.test(before) && AFTER.test(after) };
      if (found.sure) return found;
      doubtful = doubtful || found;
    }
    return doubtful;
  }

  /* Takes the article and the year out of words in which no name stands any more. */
  function numbers(text) {
    var read = { article: "", unit: "", said: "", year: 0, rest: [] };
    var left = text.replace(SEVERAL, "第$1$2").replace(new RegExp(ARTICLE), function (whole, a, aSub, b, bUnit, c, cUnit, sub) {
      read.article = String(value(a || b || c)) + (aSub || sub ? "_" + value(aSub || sub) : "");
      read.unit = bUnit || cUnit || "条";
      read.said = whole.replace(/ /g, "");
      return " ";
    }).replace(new RegExp(YEAR), function (whole, year) {
      read.year = Number(year);
      return " ";
    });
    left.split(" ").filter(Boolean).forEach(function (word) {
      var bare = BARE.exec(word);
      if (!read.article && bare && value(bare[1]) > 0 && value(bare[1]) < 1000) {
        read.article = String(value(bare[1]));
        read.said = word;
      } else if (!IDLE_WORD.test(word)) read.rest.push(word.replace(/^的/, ""));
    });
    return read;
  }

  /* Works that a name means which the register does not have: by a piece of their names, else by signs in their order. */
  function alike(word, register) {
    function those(holds) {
      var found = [];
      register.names.forEach(function (name) {
        if (holds(name.text)) name.works.forEach(function (work) { if (found.indexOf(work) < 0) found.push(work); });
      });
      return found;
    }
    var pieces = those(function (name) { return RULE.test(word) && word.length < 3 ? name.slice(-word.length) === word : name.indexOf(word) >= 0; });
    if (pieces.length || word.length < 4 || !RULE.test(word)) return pieces;
    return those(function (name) {
      var at = 0;
      for (var n = 0; n < name.length && at < word.length; n += 1) if (name.charAt(n) === word.charAt(at)) at += 1;
      return at === word.length;
    });
  }

  /* What a query asks for, or null where it names no regulation: `works` it may mean, `editions` that alone bear the name,
     `article` (74, 31_1) with its `unit` and as it was `said`, `year`, the `rest` of the words; `sure` where it says no
     more and no less than a name. */
  function understand(query, register) {
    var text = plain(String(query).slice(0, LONGEST).replace(/(^|\s)[-－−]\S+/g, " "));
    var found = named(text, register.names);
    if (!found || !found.sure) found = named(text.replace(/ /g, ""), register.names) || found;
    if (found && found.sure) {
      return Object.assign(numbers(found.before + " " + found.after), { works: found.name.works, editions: found.name.editions, sure: true });
    }
    var read = numbers(text), word = read.rest.join("");
    var works = word.length > 1 && (read.article || RULE.test(word)) ? alike(word, register) : [];
    if (works.length) return Object.assign(read, { works: works, editions: [], rest: [], sure: works.length === 1 });
    if (!found) return null;
    read = numbers(found.before + " " + found.after);
    return read.article ? Object.assign(read, { works: found.name.works, editions: [], sure: false }) : null;
  }

  window.ybSearchQuery = { prepare: prepare, understand: understand };
})();
