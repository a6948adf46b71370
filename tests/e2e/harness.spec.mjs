// The harness itself: what it must not let pass.
import assert from "node:assert/strict";
import { axe, noSidewaysScroll, spec } from "./harness.mjs";

const html = (body, head = "") => ({ headers: { "content-type": "text/html; charset=utf-8" }, body: `<!doctype html><html lang="en"><head><title>x</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>` });
const blank = { started: false };

const complaints = {
  "a console error": [/^console error: oops/, html("<script>console.error('oops')</script>")],
  "a console warning": [/^console warning: hm/, html("<script>console.warn('hm')</script>")],
  "an uncaught error": [/^uncaught error: .*burst/, html("<script>setTimeout(() => { throw new Error('burst') })</script>")],
  "a rejected promise": [/^uncaught error: .*burst/, html("<script>Promise.reject(new Error('burst'))</script>")],
  "a missing file": [/^status 404: .*missing\.svg/, html("<img alt='' src='missing.svg'>")],
  "a request to another host": [/^(request to another host|failed request): .*other\.invalid/, html("<img alt='' src='http://other.invalid/a.png'>")],
  "a violation of the content security policy": [/Content Security Policy/, html("<script>1</script>", "<meta http-equiv='Content-Security-Policy' content=\"script-src 'self'\">")],
};
for (const [name, [pattern, answer]] of Object.entries(complaints)) {
  spec(`the harness notices ${name}`, async (visitor) => {
    visitor.answer("try.html", { status: 200, ...answer });
    const page = await visitor.open("try.html", blank);
    await page.waitForTimeout(200);
    assert.throws(() => visitor.assertNothingUnexpected(), /complained/);
    visitor.expect(pattern);
    visitor.assertNothingUnexpected();
  });
}

spec("the harness notices that an expected complaint was not made", async (visitor) => {
  visitor.answer("try.html", { status: 200, ...html("") });
  visitor.expect(/^console error: never/);
  await visitor.open("try.html", blank);
  assert.throws(() => visitor.assertNothingUnexpected(), /as expected/);
  visitor.answer("try.html", { status: 200, ...html("<script>console.error('never')</script>") });
  await visitor.open("try.html", blank);
});

spec("the harness notices what axe finds", async (visitor) => {
  visitor.answer("try.html", { status: 200, ...html("<main><h1>x</h1><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></main>") });
  const page = await visitor.open("try.html", blank);
  await assert.rejects(axe(page), /image-alt/);
});

for (const size of ["phone", "desktop"]) {
  spec(`the harness notices a page wider than its ${size} screen`, async (visitor) => {
    visitor.answer("try.html", { status: 200, ...html("<div style='width: 2000px'>wide</div>", "<meta name='viewport' content='width=device-width, initial-scale=1'>") });
    const page = await visitor.open("try.html", { size, ...blank });
    await assert.rejects(noSidewaysScroll(page), /wide/);
  });
}

spec("the server can be slow, and can cut a file short", async (visitor) => {
  const whole = await (await fetch(new URL("index.html", visitor.site))).text();
  visitor.answer("index.html", { delay: 300, body: (page) => page.subarray(0, 9) });
  const begun = Date.now();
  const cut = await (await fetch(new URL("index.html", visitor.site))).text();
  assert.equal(cut, whole.slice(0, 9));
  assert.ok(Date.now() - begun >= 290);
});
