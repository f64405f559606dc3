// Pictures of report pages, to be looked at: node shots.mjs OUT PAGE.html...
// SPDX-License-Identifier: MIT
import path from "node:path";
import { pathToFileURL } from "node:url";
import { open } from "./browser.mjs";

const [out, ...pages] = process.argv.slice(2);
const browser = await open();
for (const file of pages)
  for (const [name, width] of [["phone", 390], ["desktop", 1280]]) {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    await page.goto(pathToFileURL(path.resolve(file)).href);
    const stem = path.join(out, `${path.basename(file, ".html")}-${name}`);
    await page.screenshot({ path: `${stem}.png`, fullPage: true });
    await page.close();
  }
await browser.close();
