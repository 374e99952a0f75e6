// Whether hands, eyes and keys reach what a page offers: by the geometry of what is drawn.
/** Windows of phones, held both ways, of desktops, and of a page enlarged to 400 %. */
export const WINDOWS = [[280, 653], [320, 640], [360, 740], [412, 915], [480, 800], [480, 280], [568, 320], [640, 360], [653, 280], [740, 360], [800, 480], [915, 412], [320, 256], [1280, 720], [1920, 1080]];
export const SIZES = ["", "125", "150", "200"];

/** Runs in the page, in which the panel is open or not: what is wrong with the controls of its bar, page scrolled to the middle. */
function judgeBar() {
  const bar = document.getElementById("bar"), panel = document.getElementById("panel"), faults = [], RING = 5;
  const name = e => e.id || e.dataset.do || e.textContent.trim().slice(0, 20);
  const inside = (box, room, more = 0) => box.left - more >= room.left - .5 && box.right + more <= room.right + .5 && box.top - more >= room.top - .5 && box.bottom + more <= room.bottom + .5;
  const view = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  const wide = document.scrollingElement.scrollWidth - innerWidth;
  if (wide > 0) faults.push(wide + " px too wide");
  scrollTo({ top: document.scrollingElement.scrollHeight / 2, behavior: "instant" });
  const controls = [...bar.querySelectorAll("a[href], button, select, input")].filter(e => e.getClientRects().length);
  if (controls.length < 7) faults.push(`only ${controls.length} controls`);
  for (const e of controls) {
    if (panel.contains(e)) e.focus();
    const box = e.getBoundingClientRect(), least = innerWidth < 480 && innerHeight < 480 ? 24 : 43.5;
    if (!inside(box, view)) faults.push(`${name(e)} is out of view: ${[box.left, box.top, box.right, box.bottom].map(Math.round)}`);
    else if (!e.contains(document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2))) faults.push(name(e) + " is covered");
    if (e.matches(".row button, .row select") && Math.min(box.width, box.height) < least || Math.min(box.width, box.height) < 24) faults.push(`${name(e)} is small: ${box.width} × ${box.height}`);
    if (panel.contains(e) && !inside(box, panel.getBoundingClientRect(), RING)) faults.push(`the ring of ${name(e)} is cut off`);
    if (!panel.contains(e) && !inside(box, view, 2)) faults.push(`the ring of ${name(e)} leaves the window`);
    if (!inside(document.getElementById("toggle").getBoundingClientRect(), view)) faults.push("play is out of view at " + name(e));
  }
  panel.scrollTop = 0;
  let before = null;
  for (const e of controls) {
    const box = e.getBoundingClientRect();
    if (before && !(box.top >= before.bottom - 1 || box.left >= before.right - 1 && box.bottom > before.top)) faults.push(name(e) + " comes before what the keyboard meets before it");
    before = box;
  }
  return faults;
}

/** Runs in the page: chooses the size of letters and opens the panel or closes it, as a hand does by their controls. */
function arrange(size, open) {
  const menu = document.getElementById("size"), more = document.getElementById("more");
  menu.value = size;
  menu.dispatchEvent(new Event("change"));
  if (more.getAttribute("aria-expanded") !== String(open)) more.click();
}

/** What is wrong with the bar, panel closed and open, in every window and size of letters. */
export async function reachBar(page, expect) {
  await page.evaluate(`Object.assign(window, { judgeBar: ${judgeBar}, arrange: ${arrange} })`);
  for (const [width, height] of WINDOWS) {
    await page.setViewportSize({ width, height });
    const found = await page.evaluate(async sizes => {
      const faults = [];
      for (const size of sizes) for (const open of [false, true]) {
        arrange(size, open);
        // What follows the size of the bar does so in the frame that is drawn next.
        await new Promise(next => requestAnimationFrame(() => setTimeout(next)));
        faults.push(...judgeBar().map(fault => `${size || 100} %, ${open ? "open" : "closed"}: ${fault}`));
      }
      return faults;
    }, SIZES);
    for (const fault of found) expect(false, `${width} × ${height}, ${fault}`);
  }
  return WINDOWS.length * SIZES.length * 2;
}

/** Runs in the page: at every key looks where the keys before have led, until they are round. */
function watchFocus() {
  const walk = { stops: 0, faults: [], first: null, done: false };
  const isSeen = e => [...e.getClientRects()].some(box => [.1, .5, .9].some(x => [.1, .5, .9].some(y => { const at = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height); return at && (e.contains(at) || at.contains(e)); })));
  const look = () => {
    const e = document.activeElement;
    walk.done ||= !e || e === document.body || e === walk.first;
    if (walk.done) return;
    walk.first ||= e;
    walk.stops++;
    const fault = !e.getClientRects().length ? "is not drawn" : isSeen(e) ? "" : "is covered or out of view";
    if (fault) walk.faults.push(`${(e.id || e.dataset.do || e.textContent.trim() || e.className).slice(0, 25)} ${fault}`);
  };
  addEventListener("keydown", ({ key }) => { if (key === "Tab") look(); }, true);
  window.walk = walk;
}

/** Goes through the page by Tab and back, the panel open at first: nothing that has the focus is covered or cut off. */
export async function tabThrough(page, expect) {
  await page.evaluate(`window.arrange = ${arrange}, (${watchFocus})()`);
  let stops = 0;
  for (const [width, height, size] of [[360, 740, "200"], [740, 360, ""], [568, 320, "200"], [1280, 720, ""]]) {
    await page.setViewportSize({ width, height });
    for (const back of [false, true]) {
      await page.evaluate(size => { arrange(size, true); Object.assign(walk, { stops: 0, faults: [], first: null, done: false }); }, size);
      await page.focus(back ? "#keys" : "#toggle");
      if (back) await page.keyboard.down("Shift");
      for (let n = 0; n < 90 && !await page.evaluate(() => walk.done); n += 6) for (let k = 0; k < 6; k++) await page.keyboard.down("Tab");
      await page.keyboard.up("Tab");
      if (back) await page.keyboard.up("Shift");
      const found = await page.evaluate(() => ({ stops: walk.stops, faults: walk.faults }));
      for (const fault of found.faults) expect(false, `${width} × ${height}, ${size || 100} %, ${back ? "Shift+Tab" : "Tab"}: ${fault}`);
      stops += found.stops;
    }
  }
  return stops;
}
