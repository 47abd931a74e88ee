// What Pagefind's own results list does: search, then fetch the text of the first results.
async ([query, shown, chunk]) => {
  const pagefind = await import("/pagefind/pagefind.js");
  const start = performance.now();
  const found = await pagefind.search(query);
  const pages = await Promise.all(found.results.slice(0, shown).map((result) => result.data()));
  const at = performance.now();
  for (let place = shown; place < found.results.length; place += chunk) {
    pages.push(...(await Promise.all(found.results.slice(place, place + chunk).map((result) => result.data()))));
  }
  const names = pages.map((page) => {
    const places = (page.sub_results || []).map((place) => place.url);
    return places.length ? places : [`${page.url}#*`];
  });
  return { at, ms: at - start, names: [].concat(...names) };
};
