// Loaded before a program: as it ends, writes which of Node's own modules it loaded, to standard error.
const { writeSync } = require('node:fs');

const atStart = new Set(process.moduleLoadList);

process.on('exit', () => {
  const names = process.moduleLoadList.filter((entry) => entry.startsWith('NativeModule ') && !atStart.has(entry));
  writeSync(2, `${names.map((entry) => entry.slice('NativeModule '.length)).join(' ')}\n`);
});
