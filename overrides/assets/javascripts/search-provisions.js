/* What answers a query for a provision: the article in the edition in force, then in the others; what there is to say of it. */
(function () {
  "use strict";

  /* So many provisions found by the name of their regulation and by words stand before the other results. */
  var MOST_FIRST = 3;
  var register = null, source = null;

  function prepared(manifest) {
    if (source !== manifest) {
      source = manifest;
      register = manifest.register ? window.ybSearchQuery.prepare(manifest.register) : null;
    }
    return register;
  }

  function byId(records) {
    return new Map(records.filter(function (record) { return record.kind === "法规"; }).map(function (record) { return [record.id, record]; }));
  }

  /* The editions of a work as they are to be answered: the one of the year, or that in force, then the newest. */
  function editionsOf(work, asked) {
    var all = work.editions, year = String(asked.year);
    if (asked.year) {
      var own = all.filter(function (edition) { return edition.id === year; });
      return own.length ? own : all.filter(function (edition) {
        return edition.from && edition.from.slice(0, 4) <= year && (!edition.to || edition.to > year + "-01-01");
      });
    }
    var bearing = all.filter(function (edition) { return asked.editions.indexOf(edition.id) >= 0; });
    if (!bearing.length || bearing.indexOf(all[0]) >= 0) return all;
    return bearing.concat(all.filter(function (edition) { return bearing.indexOf(edition) < 0; }));
  }

  /* Whether a work that a short name fits can have the article: its provisions are called so, and there are so many. */
  function mayHave(id, asked) {
    return !asked.article || register.works[id].editions.some(function (edition) {
      return (edition.unit === "部分") === (asked.unit === "部分") && (!edition.count || parseInt(asked.article, 10) <= edition.count);
    });
  }

  function called(id) { return "《" + register.works[id].name + "》"; }

  function key(id, edition) { return id + "/" + edition.id; }

  /* Points and items are asked for as articles too; parts are so where a work has nothing else. */
  function provision(records, name, asked) {
    return asked.unit === "部分" ? records.get(name + "#part-" + asked.article)
      : records.get(name + "#art-" + asked.article) || (asked.sure ? records.get(name + "#part-" + asked.article) : undefined);
  }

  /* Why an edition does not answer with the article that was asked for. */
  function missing(edition, asked) {
    var name = edition.id + "年版", said = /[条点项分款]/.test(asked.said) ? asked.said : "第" + asked.said + edition.unit;
    var counted = edition.count ? "共" + edition.count + edition.unit + (edition.proven ? "" : "（待核实）") : "";
    if (edition.count && edition.proven && parseInt(asked.article, 10) > edition.count) return said + "：" + name + counted + "。";
    if (edition.held && edition.held === edition.count) return said + "：" + name + "没有这一" + edition.unit + "，" + counted + "。";
    return said + "：" + name + (counted ? counted + "，" : "") + (edition.held ? "本站只登记了" + edition.held + edition.unit + "，没有这一" + edition.unit : "本站没有登记条文") + "。";
  }

  function answerOf(id, asked, records, made, whole) {
    var work = register.works[id], editions = editionsOf(work, asked);
    if (asked.year && editions.length && asked.article && editions[0].id !== String(asked.year)) {
      made.notes.push("《" + work.title + "》没有" + asked.year + "年版；按登记的施行日期，" + asked.year + "年有效的是" +
        editions.map(function (edition) { return edition.id + "年版"; }).join("、") + "。");
    }
    if (asked.article) {
      editions.forEach(function (edition, n) {
        var found = provision(records, key(id, edition), asked);
        if (found) made.first.push(found);
        else if (n === 0 && whole) {
          made.notes.push("《" + work.title + "》" + missing(edition, asked));
          made.pages.push(records.get(key(id, edition)));
        }
      });
      if (!editions.length && whole) {
        made.notes.push("《" + work.title + "》没有" + asked.year + "年版，登记的版本当年也没有施行。");
        made.pages.push(records.get(id));
      }
    } else if (asked.rest.length) {
      byWords(id, editions, asked, records, made);
    } else if (!asked.year) {
      if (editions[0] !== work.editions[0]) made.first.push(records.get(key(id, editions[0])));
      made.first.push(records.get(id));
    } else editions.forEach(function (edition) {
      /* A year that is no edition's is that of a paper: what was in force then stands after the papers. */
      (edition.id === String(asked.year) ? made.first : made.last).push(records.get(key(id, edition)));
    });
  }

  /* Provisions of a regulation that hold the other words, though they do not say its name. */
  function byWords(id, editions, asked, records, made) {
    /* 2023年度 is the year of a paper, and no word of a provision. */
    if (asked.rest.some(function (word) { return /^(?:19|20)[0-9]{2}年度$/.test(word); })) return;
    var engine = window.ybSearchEngine, words = engine.parse(asked.rest.join(" ")), found = [];
    if (asked.year && !editions.some(function (edition) { return edition.id === String(asked.year); })) return;
    editions.forEach(function (edition) {
      var own = Array.from(records.values()).filter(function (record) { return record.id.indexOf(key(id, edition) + "#") === 0; });
      found = found.concat(engine.order(engine.find(own, words), words, ""));
    });
    made.words = words.wanted;
    made.first = made.first.concat(found.slice(0, MOST_FIRST));
    made.last = made.last.concat(found.slice(MOST_FIRST));
  }

  /* The results that stand first and those that stand last, `notes` on what there is not, and what else may be meant.
     `whole` tells whether all data are there: before that nothing is said to be missing. */
  function answer(query, manifest, all, whole) {
    var made = { first: [], pages: [], last: [], notes: [], offers: [], words: [] };
    var asked = prepared(manifest) ? window.ybSearchQuery.understand(query, register) : null;
    if (!asked) return made;
    var records = byId(all), works = asked.works.filter(function (id) { return mayHave(id, asked); });
    var holding = !asked.article ? works : works.filter(function (id) {
      return editionsOf(register.works[id], asked).some(function (edition) { return provision(records, key(id, edition), asked); });
    });
    if (asked.sure && asked.works.length === 1) answerOf(asked.works[0], asked, records, made, whole);
    else if (asked.works.length > 1 && holding.length === 1) {
      answerOf(holding[0], asked, records, made, whole);
      var others = works.filter(function (id) { return id !== holding[0]; });
      if (others.length && whole) made.notes.push("也可能是" + others.map(called).join("、") + "，本站没有登记它的这一" + (asked.unit || "条") + "。");
    } else if (whole) made.offers = offers(works, asked, records);
    made.first = some(made.first.concat(made.pages), query);
    made.last = some(made.last, query);
    return made;
  }

  /* What is there and holds nothing that is to be left out. */
  function some(found, query) {
    var engine = window.ybSearchEngine, unwanted = engine.parse(query).unwanted;
    var there = found.filter(function (record, n) { return record && found.indexOf(record) === n; });
    return unwanted.length ? there.filter(function (record) {
      return !unwanted.some(function (word) { return engine.find([record], { wanted: [word], unwanted: [] }).length; });
    }) : there;
  }

  /* The works that may be meant, each with the query that asks for it; none that would answer nothing. */
  function offers(works, asked, records) {
    return works.map(function (id) {
      var name = register.works[id].name, year = asked.year ? asked.year + "年版 " : "";
      return { name: called(id) + asked.said, query: year + name + (asked.said ? " " + asked.said : "") };
    }).filter(function (row) {
      var made = { first: [], pages: [], last: [], notes: [], words: [] }, read = window.ybSearchQuery.understand(row.query, register);
      if (!read || read.works.length !== 1) return false;
      answerOf(read.works[0], read, records, made, false);
      return made.first.some(Boolean);
    });
  }

  /* Of a provision, whether it applies and what its words are: 现行，本站摘要. */
  function standing(record, manifest) {
    var match = /^(.+)\/([^/#]+)(#(?:art|part)-)?/.exec(record.id), ready = prepared(manifest);
    var work = match && record.kind === "法规" && ready ? ready.works[match[1]] : undefined;
    var edition = work && work.editions.filter(function (one) { return one.id === match[2]; })[0];
    return edition ? [edition.standing].concat(match[3] ? (record.text ? edition.text : "只有主题") : []).filter(Boolean).join("，") : "";
  }

  /* All results in the order in which they stand. */
  function merged(made, found) {
    if (!made.first.length && !made.last.length) return found;
    var named = new Set(made.first), held = new Set(found);
    return made.first.concat(found.filter(function (record) { return !named.has(record); }),
      made.last.filter(function (record) { return !held.has(record); }));
  }

  window.ybSearchProvisions = { answer: answer, merged: merged, standing: standing };
})();
