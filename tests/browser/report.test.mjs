// The HTML report in headless Chromium: content, filter, keyboard, print,
// accessibility, and that a letter's words never run. FOILINT names the command.
// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { open } from "./browser.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const foilint = path.resolve(root, process.env.FOILINT || "build/foilint");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(path.join(os.tmpdir(), "foilint-pages-"));
const letters = (name) => path.join("fixtures/letters", name);

function check(format, ...operands) {
  const options = ["check", "--no-config", "-q", "--exit-zero", `--format=${format}`];
  try {
    return execFileSync(foilint, [...options, ...operands], { cwd: root, stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 28 });
  } catch (error) {
    if (error.status !== 2) throw error; // an unreadable draft among them
    return error.stdout;
  }
}

const hostile = path.join(folder, "hostile.txt");
writeFileSync(
  hostile,
  readFileSync(path.join(root, letters("many-defects.txt")), "utf8").replace(
    "Ms Okafor",
    "Ms <script>alert(1)</script><img src=x onerror=alert(2)><a href=\"javascript:alert(3)\">x</a>",
  ),
);
const operands = {
  many: [letters("many-defects.txt")],
  clean: [letters("withhold-qualified.txt")],
  several: [letters("many-defects.txt"), letters("ncnd.txt"), "fixtures/letters.docx", "fixtures/bad/latin1.txt", "fixtures/readme-like.md"],
  hostile: [hostile],
};
const address = {};
const facts = {};
let browser;

before(async () => {
  for (const [name, files] of Object.entries(operands)) {
    const file = path.join(folder, `${name}.html`);
    writeFileSync(file, check("html", ...files));
    address[name] = pathToFileURL(file).href;
    facts[name] = JSON.parse(check("json", "--all-outcomes", ...files)).documents;
  }
  browser = await open();
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

// Opens a page, runs `body` on it, and fails on any complaint or request.
async function visit(name, body, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const trouble = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && trouble.push(message.text()));
  page.on("pageerror", (error) => trouble.push(String(error)));
  page.on("dialog", (dialog) => (trouble.push("dialog"), dialog.dismiss()));
  page.on("request", (request) => request.url() !== address[name] && trouble.push(request.url()));
  await page.goto(address[name]);
  await body(page);
  await context.close();
  assert.deepEqual(trouble, []);
}

describe("content", () => {
  test("every finding is a card that says what JSON says", () =>
    visit("many", async (page) => {
      const findings = facts.many[0].findings;
      assert.ok(findings.length >= 9);
      assert.equal(await page.locator(".card").count(), findings.length);
      for (const [i, finding] of findings.entries()) {
        const card = page.locator(`#d1-f${i + 1}`);
        const text = await card.innerText();
        assert.ok(text.includes(finding.message.slice(1)), finding.rule);
        if (finding.advice) assert.ok(text.replace(/\s+/g, " ").includes(finding.advice.slice(0, 40)), finding.rule);
        assert.equal(await card.locator("ul.law li").count(), finding.basis.length);
        for (const [k, basis] of finding.basis.entries())
          if (basis.url) assert.equal(await card.locator("ul.law li").nth(k).locator("a").getAttribute("href"), basis.url);
        assert.match(text, new RegExp(finding.severity, "i"));
      }
    }));

  test("the letter stands there with the findings beside its words", () =>
    visit("many", async (page) => {
      const letter = page.locator(".letter");
      assert.match(await letter.innerText(), /How many parking meters does the Council own\?/);
      const hit = page.locator("mark.hit", { hasText: "section 43(2)" });
      const note = page.locator(".note", { hasText: "No public interest test" }).first();
      const [a, b] = [await hit.boundingBox(), await note.boundingBox()];
      assert.ok(b.x > a.x + a.width, "the note is beside the words");
      assert.match(await hit.evaluate((e) => getComputedStyle(e).textDecorationLine), /underline/);
      assert.ok((await page.locator(".insert a").count()) > 0, "says where it is missing");
      await page.locator(".refs a").first().click();
      assert.match(page.url(), /#d1-f1$/);
    }));

  test("questions, grounds, requirements and law", () =>
    visit("many", async (page) => {
      const { questions, claims } = facts.many[0].facts;
      const rows = page.locator(".questions tbody tr");
      assert.equal(await rows.count(), questions.length);
      assert.match(await rows.nth(2).innerText(), /no answer found/);
      assert.equal(await page.locator(".claim").count(), claims.length);
      assert.match(await page.locator(".claim h4").first().innerText(), /43\(2\)/);
      assert.ok((await page.locator(".claim .req.error").count()) >= 4);
      assert.ok((await page.locator(".sources li a").count()) > 5);
      assert.match(await page.locator("#d1-unknown + p").innerText(), /Nothing/);
    }));

  test("a letter without findings says so, with the words that meet each requirement", () =>
    visit("clean", async (page) => {
      assert.equal(await page.locator(".card").count(), 0);
      assert.match(await page.locator(".clean").innerText(), /No finding/);
      assert.equal(await page.locator("#filter").isVisible(), false);
      const met = await page.locator(".claim .req.met").allInnerTexts();
      assert.ok(met.some((text) => /Which way the public interest falls/.test(text) && /outweighs/.test(text)));
      assert.equal(await page.locator(".index").count(), 0);
    }));

  test("several drafts have an index with totals", () =>
    visit("several", async (page) => {
      assert.equal(await page.locator(".index tbody tr").count(), 5);
      const errors = facts.several.flatMap((d) => d.findings).filter((f) => f.severity === "error").length;
      assert.equal(await page.locator(".index tfoot td").first().innerText(), String(errors));
      assert.match(await page.locator("#d4").innerText(), /Could not be read: .*UTF-8/);
      assert.match(await page.locator("#d5").innerText(), /Not recognised as a response/);
      await page.locator(".index a").nth(1).click();
      assert.match(page.url(), /#d2$/);
    }));

  test("a letter's mark-up is shown and does nothing", () =>
    visit("hostile", async (page) => {
      assert.match(await page.locator(".letter").innerText(), /<script>alert\(1\)<\/script><img src=x onerror=alert\(2\)>/);
      assert.equal(await page.locator("script").count(), 1);
      assert.equal(await page.locator("img").count(), 0);
      assert.equal(await page.locator("a[href^='javascript']").count(), 0);
    }));
});

describe("filter", () => {
  test("buttons hide and show, by keyboard too", () =>
    visit("many", async (page) => {
      const errors = page.locator(".card.error");
      const warnings = page.locator(".card.warning");
      const button = page.getByRole("button", { name: /Warnings/ });
      assert.equal(await button.getAttribute("aria-pressed"), "true");
      await button.focus();
      await page.keyboard.press("Space");
      assert.equal(await button.getAttribute("aria-pressed"), "false");
      assert.equal(await warnings.first().isVisible(), false);
      assert.equal(await page.locator(".note.warning").first().isVisible(), false);
      assert.equal(await errors.first().isVisible(), true);
      const shown = await errors.count();
      const all = shown + (await warnings.count());
      assert.equal(await page.getByRole("status").innerText(), `Showing ${shown} of ${all} findings`);
      await page.keyboard.press("Enter");
      assert.equal(await warnings.first().isVisible(), true);
    }));

  test("a link to a hidden finding shows it", () =>
    visit("many", async (page) => {
      await page.getByRole("button", { name: /Warnings/ }).click();
      const id = await page.locator(".card.warning").first().getAttribute("id");
      await page.locator(`.claim a[href="#${id}"]`).first().click();
      await page.locator(`#${id}`).waitFor({ state: "visible" });
    }));

  test("without the script all is there but the filter", () =>
    visit(
      "many",
      async (page) => {
        assert.equal(await page.locator("#filter").isVisible(), false);
        assert.equal(await page.locator(".card:visible").count(), facts.many[0].findings.length);
      },
      { javaScriptEnabled: false },
    ));
});

describe("paper, phone, people", () => {
  test("prints everything, with the addresses of the law", () =>
    visit("many", async (page) => {
      await page.getByRole("button", { name: /Errors/ }).click();
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.locator("#filter").isVisible(), false);
      assert.equal(await page.locator(".card:visible").count(), facts.many[0].findings.length);
      const after = await page.locator(".sources ul.law a").first().evaluate((e) => getComputedStyle(e, "::after").content);
      assert.match(after, /https:/);
      const pdf = await page.pdf({ preferCSSPageSize: true, format: "A4" });
      assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    }));

  for (const width of [320, 390, 768, 1280])
    test(`nothing is wider than a screen of ${width}`, () =>
      visit(
        "several",
        async (page) => {
          assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
        },
        { viewport: { width, height: 800 } },
      ));

  test("every link of the page can be reached by keyboard and is seen there", () =>
    visit("many", async (page) => {
      await page.keyboard.press("Tab");
      const first = await page.evaluate(() => document.activeElement.tagName);
      assert.equal(first, "BUTTON");
      for (let i = 0; i < 5; i++) await page.keyboard.press("Tab");
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
      assert.notEqual(outline, "none");
    }));

  for (const name of Object.keys(operands))
    for (const width of [390, 1280])
      test(`axe finds nothing serious: ${name}, ${width} wide`, async () => {
        const context = await browser.newContext({ bypassCSP: true, viewport: { width, height: 900 } });
        const page = await context.newPage();
        await page.goto(address[name]);
        await page.evaluate(axe);
        const { violations, passes } = await page.evaluate(() => window.axe.run(document));
        await context.close();
        assert.ok(passes.length > 10, "axe ran");
        assert.deepEqual(violations.map((v) => `${v.impact} ${v.id}: ${v.nodes[0].html}`), []);
      });
});
