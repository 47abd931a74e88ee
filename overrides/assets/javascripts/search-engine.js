/* Finds every occurrence of every word, by looking at all of the text: complete by construction, no index.
   Nothing here touches the page. Texts come raw and are folded when they are loaded. */
(function () {
  "use strict";

  /* Quotes, brackets, blanks, signs without width: nothing. */
  var NOTHING = "\\s\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufe00-\\ufe0f\\ufeff" +
    "\"'`\\u00b4\\u2018-\\u201f\\u2032\\u2033\\u00ab\\u00bb\\u300c-\\u300f\\ufe41-\\ufe44" +
    "()\\uff08\\uff09\\[\\]{}<>\\u2039\\u203a\\u27e8\\u27e9\\u3008-\\u300b\\u3010\\u3011\\u3014-\\u301b";
  /* Signs and line ends at which words part: one separator. A point between digits belongs to the number. */
  var PARTING = "\\n\\r\\u2028\\u2029\\u3002\\u3001,;:!?\\uff01\\uff0c\\uff1a\\uff1b\\uff1f\\u2026\\uff61\\uff64";
  var TOKEN = new RegExp("([" + PARTING + "]|(?<![0-9])\\.|\\.(?![0-9]))|([" + NOTHING + "])", "gu");
  var SEPARATOR = "\n";
  var MOST_NEAR = 20;
  var MOST_COUNTED = 5;
  var LONGEST_NEAR = 200;
  var SHARED_PIECES = 0.3;
  /* The office's own papers and ledgers first, then what they rest on, then other pages, the handbook last. */
  var GROUPS = { "法规": 1, "概念": 1, "规定动作": 1, "页面": 2, "手册": 3 };

  /* Width and case, sign by sign, so that every folded sign knows the place it comes from. */
  function narrow(sign) {
    return sign.normalize("NFKC").toLowerCase();
  }

  /* Folded text; with `places`, also where each of its signs stands in the text. */
  function fold(text, places) {
    var plain = "", origins = places ? [] : null, out = "", last = 0;
    if (origins) {
      for (var at = 0; at < text.length;) {
        var sign = String.fromCodePoint(text.codePointAt(at)), spelt = narrow(sign);
        plain += spelt;
        for (var n = 0; n < spelt.length; n += 1) origins.push(at);
        at += sign.length;
      }
    } else {
      plain = /^[\u0000-\u007f\u2010-\u2027\u3000-\u3020\u3400-\u9fff\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]*$/.test(text)
        ? text.toLowerCase() : Array.from(text, narrow).join("");
    }
    TOKEN.lastIndex = 0;
    plain.replace(TOKEN, function (whole, parting, nothing, start) {
      keep(last, start);
      if (parting && out.slice(-1) !== SEPARATOR) add(SEPARATOR, start);
      last = start + whole.length;
      return whole;
    });
    keep(last, plain.length);

    function keep(from, to) {
      out += plain.slice(from, to);
      if (places) for (var n = from; n < to; n += 1) places.push(origins[n]);
    }
    function add(sign, from) {
      out += sign;
      if (places) places.push(origins[from]);
    }
    return out;
  }

  function trimmed(folded) {
    return folded.replace(/^\n+|\n+$/g, "");
  }

  /* Words apart narrow; "…", “…”, 《…》 and 「…」 keep a phrase; -word leaves out. */
  function parse(query) {
    var wanted = [], unwanted = [], shown = [];
    var pattern = /([-－−])?(?:"([^"]*)"|“([^”]*)”|《([^》]*)》|「([^」]*)」|([^\s"“《「]+))/gu;
    var text = String(query), match;
    while ((match = pattern.exec(text))) {
      /* A dash inside a word is part of it. */
      var before = match.index === 0 || /\s/.test(text.charAt(match.index - 1));
      var words = [2, 3, 4, 5, 6].map(function (n) { return match[n]; }).filter(function (w) { return w !== undefined; })[0];
      var leaves = Boolean(match[1]) && before;
      var term = trimmed(fold(match[1] && !before ? match[1] + words : words));
      if (!term) continue;
      (leaves ? unwanted : wanted).push(term);
      if (!leaves) shown.push(words);
    }
    return { wanted: unique(wanted), unwanted: unique(unwanted), shown: unique(shown) };
  }

  function unique(values) {
    return values.filter(function (value, n) { return values.indexOf(value) === n; });
  }

  /* Rows of a shard become records; the folded text is all that a search looks at, and words that count as a whole. */
  /* Rows of a shard; those of another site are at its place, and are its county's. */
  function load(rows, fields, shard) {
    var whole = wholeWords();
    return rows.map(function (row) {
      var record = { statuses: [], marks: [], terms: [] };
      fields.forEach(function (name, n) { record[name] = row[n]; });
      if (shard && shard.county) {
        record.county = shard.county;
        record.id = shard.folder + "/" + record.id;
        record.address = shard.folder + "/" + record.address;
      }
      record.foldedHeading = trimmed(fold(record.heading));
      record.folded = record.foldedHeading + SEPARATOR + trimmed(fold(record.text));
      record.foldedTerms = whole(record.terms.concat(record.unit || [], record.county || [], yearNames(record.year)));
      record.foldedStates = whole(record.statuses.concat(record.marks));
      return record;
    });
  }

  /* Folds lists of words, each between separators; the same few come again and again. */
  function wholeWords() {
    var known = new Map();
    function folded(word) {
      if (!known.has(word)) known.set(word, trimmed(fold(word)));
      return known.get(word);
    }
    return function (words) { return SEPARATOR + words.map(folded).join(SEPARATOR) + SEPARATOR; };
  }

  /* The ways in which a year is asked for. */
  function yearNames(year) {
    return year ? [String(year), year + "年", year + "年度"] : [];
  }

  function isOneOf(words, term) {
    return words.indexOf(SEPARATOR + term + SEPARATOR) >= 0;
  }

  /* Whether a record holds a word, asked of each word. */
  function holds(record) {
    return function (term) {
      return record.folded.indexOf(term) >= 0 || isOneOf(record.foldedTerms, term) || isOneOf(record.foldedStates, term);
    };
  }

  /* Records with every word; those are all there are. */
  function find(records, parsed) {
    if (!parsed.wanted.length) return [];
    return records.filter(function (record) {
      return parsed.wanted.every(holds(record)) && !parsed.unwanted.some(holds(record));
    });
  }

  /* How often a word stands in a text; more than a few times makes no difference. */
  function count(text, term) {
    var found = 0, at = text.indexOf(term);
    while (at >= 0 && found < MOST_COUNTED) {
      found += 1;
      at = text.indexOf(term, at + term.length);
    }
    return found;
  }

  /* Words in the heading weigh more than words in the text, and so do those that say what the record is;
     where it stands in the ledger counts as being written once. */
  function weight(record, parsed) {
    return parsed.wanted.reduce(function (sum, term) {
      var names = record.foldedHeading.indexOf(term) >= 0 || isOneOf(record.foldedTerms, term);
      return sum + count(record.folded, term) + (names ? 6 : isOneOf(record.foldedStates, term) ? 1 : 0);
    }, 0) + (record.year ? 2 : 0);
  }

  function group(record) {
    return GROUPS[record.kind] || 0;
  }

  /* By group, within a group by weight; of equals the newer comes first. By year there are neither. */
  function order(found, parsed, by) {
    var weights = new Map(found.map(function (record) { return [record, by === "year" ? 0 : weight(record, parsed)]; }));
    return found.slice().sort(function (a, b) {
      return (by === "year" ? 0 : group(a) - group(b)) || weights.get(b) - weights.get(a) || b.year - a.year ||
        (a.id < b.id ? -1 : 1);
    });
  }

  /* Where nothing has all the words: those with most of them, then those that share pieces of two signs. */
  function near(records, parsed) {
    if (parsed.wanted.join("").length > LONGEST_NEAR) return [];
    var pieces = unique(parsed.wanted.reduce(function (all, term) {
      for (var n = 0; n + 1 < term.length; n += 1) if (term.slice(n, n + 2).indexOf(SEPARATOR) < 0) all.push(term.slice(n, n + 2));
      return all;
    }, []));
    var scored = [];
    records.forEach(function (record) {
      if (parsed.unwanted.some(holds(record))) return;
      var words = parsed.wanted.filter(holds(record)).length;
      var shared = pieces.filter(function (piece) {
        return record.folded.indexOf(piece) >= 0 || record.foldedTerms.indexOf(piece) >= 0;
      }).length;
      var share = pieces.length ? shared / pieces.length : 0;
      if (words > 0 || (pieces.length > 0 && share >= SHARED_PIECES)) scored.push({ record: record, words: words, share: share });
    });
    scored.sort(function (a, b) {
      return b.words - a.words || b.share - a.share || group(a.record) - group(b.record) ||
        b.record.year - a.record.year || (a.record.id < b.record.id ? -1 : 1);
    });
    return scored.slice(0, MOST_NEAR).map(function (row) { return row.record; });
  }

  /* Where words stand in a text, as [start, end) in it, in order and without overlap. */
  function spans(text, terms) {
    var places = [], folded = fold(text, places), found = [];
    terms.forEach(function (term) {
      var at = folded.indexOf(term);
      while (at >= 0) {
        var final = places[at + term.length - 1];
        found.push([places[at], final + String.fromCodePoint(text.codePointAt(final)).length]);
        at = folded.indexOf(term, at + term.length);
      }
    });
    found.sort(function (a, b) { return a[0] - b[0] || b[1] - a[1]; });
    return found.reduce(function (joined, span) {
      var last = joined[joined.length - 1];
      if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
      else joined.push(span);
      return joined;
    }, []);
  }

  /* The sentence around the first words found, or the beginning; `cut` tells whether more stands before or after. */
  function snippet(text, terms, longest) {
    var marked = spans(text, terms), at = marked.length ? marked[0][0] : 0;
    var start = Math.max(0, lastParting(text, at) + 1), end;
    if (at - start > longest / 2) start = at - Math.floor(longest / 3);
    end = Math.min(text.length, start + longest);
    /* Half of a sign beyond the basic plane is no sign. */
    if (/[\udc00-\udfff]/.test(text.charAt(start))) start += 1;
    if (/[\udc00-\udfff]/.test(text.charAt(end))) end += 1;
    return { text: text.slice(start, end), before: start > 0, after: end < text.length };
  }

  function lastParting(text, at) {
    return Math.max.apply(null, ["。", "！", "？", "；", "\n"].map(function (sign) { return at ? text.lastIndexOf(sign, at - 1) : -1; }));
  }

  /* Other names of what was asked for, each with the query that would find it. */
  function otherNames(query, parsed, synonyms) {
    var offered = [];
    parsed.shown.forEach(function (words) {
      var term = trimmed(fold(words));
      synonyms.forEach(function (group) {
        if (group.some(function (name) { return trimmed(fold(name)) === term; })) {
          group.forEach(function (name) {
            if (trimmed(fold(name)) !== term) offered.push({ name: name, query: query.split(words).join(name) });
          });
        }
      });
    });
    return offered.filter(function (row, n) {
      return offered.findIndex(function (other) { return other.name === row.name; }) === n;
    }).slice(0, 6);
  }

  window.ybSearchEngine = {
    fold: fold, parse: parse, load: load, find: find, order: order, near: near, spans: spans, snippet: snippet,
    otherNames: otherNames
  };
})();
