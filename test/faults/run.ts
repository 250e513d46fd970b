import { parseArgs } from 'node:util';
import { runMany } from './fault-run.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } } });
const { runs, texts, duplicates, losses, wrongs, faults } = await runMany({ runs: Number(values.runs), seed: Number(values.seed) });
const injected = Object.values(faults).reduce((sum, count) => sum + count, 0);

console.log(`runs             ${runs}`);
console.log(`faults injected  ${injected}`);
for (const [fault, count] of Object.entries(faults).sort(([, a], [, b]) => b - a)) console.log(`  ${String(count).padStart(8)}  ${fault}`);
console.log(`texts            ${texts}`);
console.log(`duplicates       ${duplicates}, each of a text about a stage, an hour after the first and before a line about it came`);
console.log(`wrong            ${wrongs.length}`);
console.log(`losses           ${losses.length}`);
for (const finding of [...wrongs, ...losses].slice(0, 20)) console.log(`  ${finding}`);
process.exitCode = wrongs.length + losses.length > 0 ? 1 : 0;
