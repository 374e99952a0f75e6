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

/** What is wrong with the bar, panel closed and open, in every window and size of letters. */
export async function reachBar(page, expect) {
  for (const size of SIZES) {
    await page.setViewportSize({ width: 1000, height: 900 });
    await page.evaluate(size => { const menu = document.getElementById("size"); menu.value = size; menu.dispatchEvent(new Event("change")); }, size);
    for (const [width, height] of WINDOWS) for (const open of ["false", "true"]) {
      await page.setViewportSize({ width, height });
      if (await page.getAttribute("#more", "aria-expanded") !== open) await page.click("#more");
      for (const fault of await page.evaluate(judgeBar)) expect(false, `${width} × ${height}, ${size || 100} %, ${open === "true" ? "open" : "closed"}: ${fault}`);
    }
  }
  return WINDOWS.length * SIZES.length * 2;
}

/** Goes through the page by Tab and back, the panel open at first: nothing that has the focus is covered or cut off. */
export async function tabThrough(page, expect) {
  const judge = () => page.evaluate(() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const boxes = [...e.getClientRects()], told = (e.id || e.dataset.do || e.textContent.trim() || e.className).slice(0, 25);
    const seen = boxes.some(box => [.1, .5, .9].some(x => [.1, .5, .9].some(y => { const at = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height); return at && (e.contains(at) || at.contains(e)); })));
    return { told, where: e.outerHTML.slice(0, 200), fault: !boxes.length ? "is not drawn" : seen ? "" : "is covered or out of view" };
  });
  let stops = 0;
  for (const [width, height, size] of [[360, 740, "200"], [740, 360, ""], [568, 320, "200"], [1280, 720, ""]]) {
    await page.setViewportSize({ width, height });
    await page.evaluate(size => { const menu = document.getElementById("size"); menu.value = size; menu.dispatchEvent(new Event("change")); }, size);
    for (const key of ["Tab", "Shift+Tab"]) {
      if (await page.getAttribute("#more", "aria-expanded") !== "true") await page.click("#more");
      await page.focus(key === "Tab" ? "#toggle" : "#keys");
      for (let first = null, n = 0; n < 90; n++) {
        await page.keyboard.press(key);
        const found = await judge();
        if (!found || found.where === first) break;
        first ||= found.where;
        if (found.fault) expect(false, `${width} × ${height}, ${size || 100} %, ${key}: ${found.told} ${found.fault}`);
        stops++;
      }
    }
  }
  return stops;
}
