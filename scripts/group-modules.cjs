// Prints as JSON which modules of dist/ each group of commands loads first.
const { warm } = require('./warm.cjs');

const groups = {};
let current = '';

warm(
  (_filename, _script, name) => groups[current].push(name),
  (group) => {
    current = group;
    groups[group] ??= [];
  },
).then(() => process.stdout.write(JSON.stringify(groups)));
