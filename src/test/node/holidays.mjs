/** Writes the holidays of Japan that @holiday-jp/holiday_jp knows, a day and its name in each line. */
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';

const { holidays } = createRequire(import.meta.url)('@holiday-jp/holiday_jp');
const lines = Object.values(holidays).map(({ date, name }) => `${date},${name}\n`);
writeFileSync(process.argv[2], lines.join(''));
