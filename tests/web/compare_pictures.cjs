/* Compares parts of pictures with those that are kept. A line of JSON on stdin for each picture: its file, the folders
   of what is kept and of what is to be shown where it differs, whether what is kept is renewed, and the parts. Says a
   line for each part that differs. */
"use strict";
const fs = require("fs");
const path = require("path");
const {PNG} = require("pngjs");

// Smoothed edges vary from one browser to the next and are passed over; what has changed differs in one place.
const LIKE = {threshold: 0.01, windowSize: 16};
const MOST = 6;

function write(file, picture) {
  fs.mkdirSync(path.dirname(file), {recursive: true});
  fs.writeFileSync(file, PNG.sync.write(picture, {colorType: 2, deflateLevel: 9, filterType: -1}));
}

function cut(whole, {x, y, width, height}) {
  const part = new PNG({width, height});
  PNG.bitblt(whole, part, x, y, width, height, 0, 0);
  return part;
}

function compare(pixelmatch, now, file) {
  const kept = fs.existsSync(file) ? PNG.sync.read(fs.readFileSync(file)) : null;
  if (!kept) return [now, "has no picture that is kept"];
  const {width, height} = now;
  if (kept.width !== width || kept.height !== height) {
    return [now, `is ${width} × ${height} and was ${kept.width} × ${kept.height}`];
  }
  const shown = new PNG({width, height});
  const differing = pixelmatch(kept.data, now.data, shown.data, width, height, LIKE);
  return differing > MOST ? [shown, `differs in ${differing} points of a field of ${LIKE.windowSize} × ${LIKE.windowSize}`] : [];
}

async function main() {
  const {default: pixelmatch} = await import("pixelmatch");
  for (const line of fs.readFileSync(0, "utf8").split("\n").filter(Boolean)) {
    const {picture, kept, seen, renew, parts} = JSON.parse(line);
    const whole = PNG.sync.read(fs.readFileSync(picture));
    for (const [name, box] of Object.entries(parts)) {
      const now = cut(whole, box), file = path.join(kept, `${name}.png`);
      const [shown, told] = compare(pixelmatch, now, file);
      if (!told) continue;
      if (renew) {
        write(file, now);
        continue;
      }
      write(path.join(seen, `${name}.png`), shown);
      console.log(`${path.basename(kept)}/${name} ${told}: ${path.join(seen, `${name}.png`)}`);
    }
  }
}

main();
