// Loaded before a program. At its end, writes to standard error which of its own modules Node loaded.
const { writeSync } = require('node:fs');

const atStart = new Set(process.moduleLoadList);

process.on('exit', () => {
  const names = process.moduleLoadList.filter((entry) => entry.startsWith('NativeModule ') && !atStart.has(entry));
  writeSync(2, `${names.map((entry) => entry.slice('NativeModule '.length)).join(' ')}\n`);
});
