// How it looks: every page in both languages, light and dark, on the four screens. Screenshots are for people to look at.
import assert from "node:assert/strict";
import { axe, noSidewaysScroll, shoot, sizes, spec } from "./harness.mjs";
import { audited, pages, printed, settled } from "./reader.mjs";

const views = { ...pages, "working-out": "?open=a.programme_1_1", "working-out-finance": "finance?open=v.surplus", "audit-filtered": "audit?severity=does_not_foot&section=3.2&search=38", "not-found": "no/such/page", tables: "finance?tables=waterfall+compared" };

/** What tells nothing of the audit: no figure there is touched by a finding. */
const unmarked = ["p13", "not-found"];

/** Text that is cut: a heading, button or badge whose letters need more room than it has. */
async function nothingCut(page) {
  const cut = await page.evaluate(() => {
    const boxes = document.querySelectorAll(":is(h1, h2, h3, h4, button, summary, .badge, .nav a, caption, th, td, .kicker, .note, .place):not(.unseen, .unseen *)");
    // Some is only for screen readers: clipped away on purpose.
    const unseen = (box) => box && (getComputedStyle(box).clipPath !== "none" || unseen(box.parentElement));
    // The figures in cells reach a little beyond them, with room for a finger, but not with their words.
    const isCell = (box) => box.tagName === "TD";
    const needs = (box) => (box.scrollHeight > box.clientHeight + 1 && !isCell(box)) || box.scrollWidth > box.clientWidth + (isCell(box) ? 5 : 1);
    return [...boxes]
      .filter((box) => box.checkVisibility() && box.clientHeight > 2 && getComputedStyle(box).display !== "inline" && needs(box) && !unseen(box))
      .map((box) => `${box.scrollWidth}×${box.scrollHeight} in ${box.clientWidth}×${box.clientHeight}: ${box.outerHTML.slice(0, 160)}`);
  });
  assert.deepEqual(cut.slice(0, 9), [], `cut on ${page.url()}`);
}

/** No words stand on others. */
async function nothingOverlaps(page) {
  const found = await page.evaluate(() => {
    const inSight = document.querySelector("dialog[open]") ?? document.body;
    const unseen = (box) => box && (getComputedStyle(box).clipPath !== "none" || unseen(box.parentElement));
    const walker = document.createTreeWalker(inSight, NodeFilter.SHOW_TEXT);
    const lines = [];
    while (walker.nextNode()) {
      const { currentNode: node } = walker;
      const element = node.parentElement;
      // Charts have a test of their own; the bar that stays at the top is meant to lie over what is scrolled.
      if (!node.data.trim() || !element.checkVisibility({ checkVisibilityCSS: true }) || element.closest("svg, .skip, .nav") || unseen(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width > 1) lines.push({ node, box, words: node.data.trim().slice(0, 40) });
    }
    lines.sort((one, other) => one.box.top - other.box.top);
    const faults = [];
    for (const [index, one] of lines.entries()) {
      for (const other of lines.slice(index + 1)) {
        if (other.box.top > one.box.bottom) break;
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
        // Lines of different sizes may share a pixel row or two of room above and below their letters.
        if (one.node !== other.node && across > 1 && down > 4) faults.push(`“${one.words}” and “${other.words}”: ${across.toFixed(0)}×${down.toFixed(0)}`);
      }
    }
    return faults;
  });
  assert.deepEqual(found.slice(0, 9), [], `words on words on ${page.url()}`);
}

/** A number and the word behind it are two words, on a screen as in what is read out. */
async function roomBeforeUnits(page) {
  const joined = await page.evaluate(() => {
    const found = [];
    for (const unit of document.querySelectorAll(".figure .unit:not(.close)")) {
      const text = [...unit.childNodes].find((node) => node.nodeType === Node.TEXT_NODE);
      const range = document.createRange();
      range.setStart(text, text.data.length - text.data.trimStart().length);
      range.setEnd(text, text.data.length);
      const [word, number] = [range.getBoundingClientRect(), unit.previousElementSibling.getBoundingClientRect()];
      if (word.width > 0 && word.top < number.bottom && word.left - number.right < 2) found.push(unit.parentElement.textContent);
    }
    return found;
  });
  assert.deepEqual(joined.slice(0, 9), [], `numbers and units run together on ${page.url()}`);
}

/** Vowels and tone marks above and below Thai letters stay within the line: no line box is lower than the face needs. */
async function roomForThai(page) {
  const tight = await page.evaluate(() => {
    const found = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!/\p{Script=Thai}/u.test(walker.currentNode.data) || !element.checkVisibility() || element.closest("svg")) continue;
      const style = getComputedStyle(element);
      const ratio = Number.parseFloat(style.lineHeight) / Number.parseFloat(style.fontSize);
      if (ratio < 1.35) found.add(`${ratio.toFixed(2)} ${element.outerHTML.slice(0, 100)}`);
    }
    return [...found];
  });
  assert.deepEqual(tight, [], `lines too tight for Thai on ${page.url()}`);
}

/** A finger can hit it: 44 × 44, or in running text, where WCAG 2.2 exempts it. */
async function roomForFingers(page) {
  const small = await page.evaluate(() => {
    const inSight = document.querySelector("dialog[open]") ?? document;
    return [...inSight.querySelectorAll("a[href], button, summary, select, input, [tabindex='0']:not(pre)")]
      .filter((target) => target.checkVisibility({ checkVisibilityCSS: true }) && !target.closest(".unseen, .skip"))
      .filter((target) => {
        // Among other words of a sentence.
        const sentence = target.closest("p, li");
        return !(sentence && getComputedStyle(target).display === "inline" && !target.closest(".card, td") && sentence.innerText.trim().length > target.innerText.trim().length + 8);
      })
      .map((target) => [target.getBoundingClientRect(), target])
      .filter(([box]) => box.height < 44 - 0.5 || box.width < 44 - 0.5)
      .filter(([box, target]) => !spaced(box, target))
      .map(([box, target]) => `${box.width.toFixed(1)}×${box.height.toFixed(1)} ${target.outerHTML.slice(0, 140)}`);

    // A narrow target alone in its cell or line: nothing else can be hit within 44 px around its middle.
    function spaced(box, target) {
      if (box.height < 44 - 0.5) return false;
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      return [...document.querySelectorAll("a[href], button, summary")].every((other) => {
        if (other === target || !other.checkVisibility()) return true;
        const near = other.getBoundingClientRect();
        return Math.max(near.left - x, x - near.right) >= 22 || Math.max(near.top - y, y - near.bottom) >= 22;
      });
    }
  });
  assert.deepEqual(small, [], `too small for a finger on ${page.url()}`);
}

for (const theme of ["light", "dark"]) {
  for (const lang of ["th", "en"]) {
    for (const [name, at] of Object.entries(views)) {
      spec(`${name} looks as it should on every screen (${lang}, ${theme})`, async (visitor) => {
        if (name === "not-found") visitor.expect(/^status 404: .*no\/such\/page/);
        const look = async (size, page) => {
          await settled(page);
          if (!unmarked.includes(name)) await audited(page);
          await page.evaluate(() => document.querySelectorAll("main details").forEach((details) => (details.open = true)));
          if (at.includes("open=")) await printed(page).waitFor();
          await noSidewaysScroll(page);
          await nothingCut(page);
          await nothingOverlaps(page);
          await roomBeforeUnits(page);
          if (lang === "th") await roomForThai(page);
          if (size !== "desktop") await roomForFingers(page);
          if (size === "phone" || size === "desktop") await axe(page);
          await shoot(page, `${name}-${lang}-${theme}-${size}`, { fullPage: !at.includes("open=") });
        };
        const byTouch = async () => {
          const page = await visitor.open(at, { size: "phone", lang, theme });
          for (const size of ["phone", "tablet", "landscape"]) {
            await page.setViewportSize(sizes[size]);
            await look(size, page);
          }
          return page;
        };
        const byMouse = async () => look("desktop", await visitor.open(at, { size: "desktop", lang, theme }));
        const [page] = await Promise.all([byTouch(), byMouse()]);
        // The narrowest screen that there is.
        await page.setViewportSize({ width: 320, height: 640 });
        await settled(page);
        await noSidewaysScroll(page);
        await nothingCut(page);
        await nothingOverlaps(page);
      });
    }
  }
}
