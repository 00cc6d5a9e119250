/** What a warning of `idv eval` means, and what to do about it. */
type Advice = readonly [meaning: string, hint: string];

/** Warnings about the rows and where they come from. */
const rowWarnings: Readonly<Record<string, Advice>> = {
  'sandbox-rows': ['rows are from the sandbox, where no face was compared', 'evaluate answers of the service'],
  'duplicate-pairs': ['rows repeat the files of another row; each pair counts once', 'nothing, unless the pairs should be different'],
  'differing-answers': ['the same files got different answers', 'ask the service why it is not consistent'],
  'same-file-twice': ['genuine rows compare a file with itself, and are left out', 'take two pictures of each person'],
  'missing-rows': ['rows of the batch are not in the files', 'add the results of all rows'],
  'several-regions': ['the rows come from several regions, which may run different models', 'evaluate each region alone: --group region'],
  'unfinished-rows': ['rows without a final result are left out', 'finish the batch, and evaluate it again'],
  'failures-to-acquire': ['rows have no score, because no usable picture was taken', 'report them: they are users who are turned away'],
  'no-failures': ['every row has a score', 'keep the rows of retakes and failed captures'],
  'some-verdicts': ['only some rows have a verdict', 'give a verdict in all rows or in none'],
  'several-thresholds': ['the verdicts are based on several thresholds', 'call all rows with one --threshold'],
  'contradicting-verdicts': ['verdicts contradict the scores', 'check the threshold and the columns'],
  'scores-missing': ['verdicts came without a score', 'use a threshold that is not below the threshold of the service'],
  'no-attacks': ['the rows have no attack', 'add rows with masks, screens and prints'],
  'no-spoof-verdict': ['no row ended in spoof', 'check that the action tests liveness'],
  'species-missing': ['attacks without a species are counted as one species', 'name the species of each attack'],
};

/** Warnings about the scores and their number. */
const scoreWarnings: Readonly<Record<string, Advice>> = {
  'reversed-scores': ['strangers score higher than genuine people', 'check --distances and the labels'],
  'one-score': ['all scores are equal', 'check the column of the score'],
  'saturated-scores': ['many rows have the best possible score', 'use a service that gives finer scores'],
  'high-impostors': ['impostor rows score like genuine ones', 'check these rows for one person under two ids, or a wrong label'],
  'no-subjects': ['no column names the subject', 'add a column that says who each row is about'],
  'no-reference': ['no column names the reference of an impostor', 'add a column that says whose picture it is compared with'],
  'few-people': ['the rows of one class are about few people', 'add rows about more people'],
  'no-bootstrap': ['people are in several rows, and the bootstrap is off', 'leave out --resamples 0'],
  'repeated-attempts': ['people tried again after a failure', 'use --unit transaction'],
  'few-genuine': ['there are few genuine scores', 'add genuine rows'],
  'no-genuine': ['there is no genuine row', 'add genuine rows'],
  'no-impostors': ['there is no impostor row', 'add impostor rows'],
  'few-impostors': ['there are too few impostor pairs for a low rate', 'add impostor rows about different people'],
  'few-errors': ['a rate is based on few errors', 'add rows'],
};

/** Warnings about the flags of the evaluation. */
const settingWarnings: Readonly<Record<string, Advice>> = {
  'threshold-picked-here': [
    'the threshold was picked on the rows that it is evaluated on, so its figures look too good',
    'name it with --threshold, or use --choose',
  ],
  'by-score-alone': ['the threshold is below that of the service, which a call cannot lower', 'use a higher --threshold'],
  'people-on-both-sides': ['people are on both sides of the split', 'split the rows by person'],
  'pairs-across-halves': ['rows are about people of both halves, and are in neither', 'nothing; the other rows count'],
  'rule-not-kept': ['no threshold keeps the rule of --choose', 'give a looser rule, or more rows'],
  'long-transactions': ['transactions have more than three attempts; the first three count', 'allow three attempts in production too'],
  'rows-without-partner': ['rows are only in one of the two runs, and are not compared', 'call the same rows in both runs'],
  'pairs-undecided': ['pairs could not be compared, because a run has no score', 'call these rows again'],
  'gate-by-rate': ['only the rates of these rows are checked against the limits', 'use --gate bound'],
};

/** Every warning of `idv eval`. */
export const evaluationWarnings: Readonly<Record<string, Advice>> = { ...rowWarnings, ...scoreWarnings, ...settingWarnings };

/** What `idv batch` and `idv eval` call rows that have no result. */
export const rowStates: Readonly<Record<string, Advice>> = {
  unsure: [
    'a call of this row may have been made, and nobody has its answer; it may be billed',
    'check the console of the service; only --pay-again calls the row again, and may pay twice',
  ],
  waiting: ['a row of a submitted batch that was not called yet', 'start idv worker'],
  running: ['a row that a worker is calling now', 'wait for the worker'],
};
