// Loaded before a command: writes its peak resident memory (KiB) to descriptor 3 when it ends.
const { writeSync } = require('node:fs');

process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));
