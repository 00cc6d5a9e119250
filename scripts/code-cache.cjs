// Runs the common commands, so that each saves its code caches.
const { execFile } = require('node:child_process');
const { join } = require('node:path');
const { promisify } = require('node:util');
const { environment, groups, serve } = require('./warm.cjs');

async function run() {
  const { endpoint, close } = await serve();
  const idv = join(__dirname, '../bin/idv.js');
  const env = { ...environment, PATH: process.env.PATH, NODE_OPTIONS: '' };
  for (const line of Object.values(groups(endpoint)).flat())
    await promisify(execFile)(process.execPath, [idv, ...line], { env, cwd: environment.HOME });
  close();
}

run();
