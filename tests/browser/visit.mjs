// Visits every kind of page in Finnish, Swedish and English with Debian's Chromium: no error in the
// console, no serious finding of axe, no horizontal scrolling on a telephone, and everything that a
// coordinator does without a script.
//
//   node visit.mjs                        a service that already runs at KOHTAANTO_URL
//   node visit.mjs COMMAND ARGUMENT…      starts that, visits KOHTAANTO_URL, stops it
//
// KOHTAANTO_URL is http://127.0.0.1:8099 where nothing is said; KOHTAANTO_SHOTS names a folder for pictures.

import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const base = process.env.KOHTAANTO_URL ?? "http://127.0.0.1:8099";
const shots = process.env.KOHTAANTO_SHOTS;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const languages = ["fi", "sv", "en"];
const problems = [];
let checks = 0;

function expect(holds, what) {
  checks += 1;
  if (!holds) problems.push(what);
}

async function untilLive(seconds) {
  for (let tried = 0; tried < seconds * 4; tried += 1) {
    try {
      const answer = await fetch(`${base}/api/v1/health/ready`);
      if (answer.ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`nothing answers at ${base} after ${seconds} s`);
}

/** Opens an address and looks at what every page must be. */
async function look(page, address, name) {
  const answer = await page.goto(base + address);
  expect(answer.status() === 200, `${address}: status ${answer.status()}`);
  await seen(page, name ?? address);
}

/** Looks at the page that is open. */
async function seen(page, name) {
  const address = new URL(page.url()).pathname;
  const lang = address.split("/")[1];
  expect((await page.getAttribute("html", "lang")) === lang, `${name}: lang is not ${lang}`);
  expect((await page.locator("h1").count()) === 1, `${name}: not exactly one h1`);
  const text = await page.locator("body").innerText();
  expect(!text.includes("Unknown localization"), `${name}: a text is missing`);
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] }),
  );
  for (const violation of found.violations) {
    const serious = ["serious", "critical"].includes(violation.impact);
    const where = violation.nodes[0].target.join(" ");
    expect(!serious, `${name}: ${violation.id} (${violation.impact}) at ${where}: ${violation.help}`);
  }
  if (shots) {
    mkdirSync(shots, { recursive: true });
    const file = name.replaceAll(/[^a-z0-9]+/gi, "-").replace(/^-/, "");
    await page.screenshot({ path: `${shots}/${file}.png`, fullPage: true });
  }
}

/** What a coordinator does, in one language. */
async function walk(page, lang) {
  await look(page, `/${lang}/`, `${lang} home`);
  await page.keyboard.press("Tab");
  const skip = await page.evaluate(() => document.activeElement?.getAttribute("href"));
  expect(skip === "#main", `${lang} home: the first stop of the keyboard is not the skip link`);

  await look(page, `/${lang}/consent`, `${lang} consent`);
  await look(page, `/${lang}/vacancies`, `${lang} vacancies`);
  await page.locator("tbody th a").first().click();
  await seen(page, `${lang} vacancy`);
  const vacancy = page.url();
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  await seen(page, `${lang} vacancy, opened`);

  const other = languages.find((l) => l !== lang);
  await page.locator(`.languages a[hreflang="${other}"]`).click();
  expect(page.url() === vacancy.replace(`/${lang}/`, `/${other}/`), `${lang}: the switch of languages left the page`);
  await page.goto(vacancy);

  const picks = page.locator('input[name="person"]');
  if ((await picks.count()) >= 2) {
    await picks.nth(0).check();
    await picks.nth(1).check();
    await page.locator(".compare button").first().click();
    await seen(page, `${lang} versus`);
    await page.goBack();
    await page.locator(".matches h3 a").first().click();
    await seen(page, `${lang} explanation`);
    await sums(page, `${lang} explanation`);
    await page.locator('a[href*="/people/"]').last().click();
    await seen(page, `${lang} person`);
    expect((await page.locator("#profile h2").count()) >= 5, `${lang} person: the profile is not shown`);
  } else {
    expect(false, `${lang}: the first vacancy has fewer than two candidates to compare`);
  }
  await page.goto(vacancy);
  await page.locator('a[href$="/agency"]').click();
  await seen(page, `${lang} agency`);
  expect((await page.locator("#agency-view .counts li").count()) === 4, `${lang} agency: no counts beside one's own`);
  await together(page, lang);

  await look(page, `/${lang}/search`, `${lang} search`);
  await page.fill("#words", "hoitaja");
  await page.locator("form.search button").click();
  await seen(page, `${lang} search, found`);
  expect(!page.url().includes("hoitaja"), `${lang} search: the words stand in the address`);
  expect((await page.locator(".hits li").count()) > 0, `${lang} search: nothing found`);
  await page.locator(".facet a").first().click();
  await seen(page, `${lang} search, narrowed`);

  await look(page, `/${lang}/gaps`, `${lang} gaps`);
  expect((await page.locator(".pairs g").count()) > 0, `${lang} gaps: the chart is empty`);
  await page.locator('a[href$="/course"]').click();
  await seen(page, `${lang} course`);
  await page.locator('input[value="card:forklift"]').check();
  await page.locator("form.plan button").click();
  await seen(page, `${lang} course, counted`);
  expect((await page.locator("table.rows tbody tr").count()) > 0, `${lang} course: the table is empty`);
  await look(page, `/${lang}/accessibility`, `${lang} accessibility`);
  await look(page, `/${lang}/login`, `${lang} login`);
}

/** Clients together: whom nothing fits first; and every situation of the first page leads somewhere. */
async function together(page, lang) {
  await look(page, `/${lang}/clients`, `${lang} clients`);
  await page.locator("tbody th a").first().click();
  await seen(page, `${lang} clients of one`);
  const fits = await page.locator(".clients > li .counts li:first-child b").allInnerTexts();
  const numbers = fits.map((text) => Number(text.replaceAll(/\D/g, "")));
  const first = numbers.findIndex((n) => n > 0);
  const late = numbers.lastIndexOf(0);
  expect(first < 0 || late < first, `${lang} clients: whom nothing fits does not stand first`);
  await page.goto(`${base}/${lang}/`);
  const links = await page.locator(".situations a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  const situations = await page.locator(".situations > li").count();
  expect(situations === 10 && links.length >= situations, `${lang} home: ${situations} situations`);
  for (const [place, link] of links.entries()) await look(page, link, `${lang} situation ${place + 1}`);
}

/** The parts on the page add up to the points on the page. */
async function sums(page, name) {
  const number = (text) => Number(text.replaceAll(/\D/g, ""));
  const parts = await page.locator("table.parts tbody tr td:nth-of-type(1)").allInnerTexts();
  const sum = parts.map(number).reduce((a, b) => a + b, 0);
  const points = number(await page.locator(".verdict .score b").innerText());
  expect(sum === points, `${name}: the parts sum to ${sum}, the score says ${points}`);
}

async function onTelephone(browser) {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 }, javaScriptEnabled: true });
  await page.goto(`${base}/fi/`);
  const situations = await page.locator(".situations a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  for (const path of ["/fi/", "/fi/vacancies", "/fi/clients", "/fi/search", "/fi/gaps", "/fi/course", ...situations]) {
    await page.goto(base + path);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(!wide, `${path}: scrolls sideways on a telephone`);
    if (shots) await page.screenshot({ path: `${shots}/telephone${path.replaceAll(/[^a-z0-9]+/gi, "-").slice(0, 60)}.png` });
  }
  await page.close();
}

async function main() {
  const [command, ...args] = process.argv.slice(2);
  const service = command ? spawn(command, args, { stdio: "inherit" }) : undefined;
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  let browser;
  try {
    await untilLive(120);
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    for (const lang of languages) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      page.on("console", (message) => {
        if (message.type() === "error") problems.push(`${page.url()}: ${message.text()}`);
      });
      page.on("pageerror", (error) => problems.push(`${page.url()}: ${error.message}`));
      await walk(page, lang);
      await page.close();
    }
    await onTelephone(browser);
  } finally {
    await browser?.close();
    service?.kill("SIGINT");
  }
  for (const problem of problems) console.error(`FAIL ${problem}`);
  console.log(`${checks - Math.min(checks, problems.length)} passed, ${problems.length} failed`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

await main();
