// Debian's Chromium without a window, without a network.
// SPDX-License-Identifier: MIT
import { chromium } from "playwright-core";

export function open() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
}
