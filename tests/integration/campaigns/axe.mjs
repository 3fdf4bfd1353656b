// Prints, for each HTML file, the pairs of colours that axe-core finds too pale, as a line of JSON.
// node axe.mjs FOLDER-OF-NODE-MODULES light|dark FILE ...
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [folder, colorScheme, ...files] = process.argv.slice(2);
const require = createRequire(`${folder}/package.json`);
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await (await browser.newContext({
  viewport: { width: 1000, height: 900 }, colorScheme, offline: true,
})).newPage();
for (const file of files) {
  await page.setContent(readFileSync(file, 'utf8'));
  await page.evaluate(axe);
  const pairs = await page.evaluate(async () => {
    const result = await window.axe.run(document, { runOnly: ['color-contrast'] });
    return result.violations.flatMap(({ nodes }) => nodes.map(({ any }) => any[0].data))
      .map(({ fgColor, bgColor }) => [fgColor, bgColor]);
  });
  console.log(JSON.stringify(pairs));
}
await browser.close();
