/**
 * What is built into one file, beside what the bundler puts together by itself. Each list is of modules that the same
 * screens load at the same time: a file for each would be some hundred bytes, and a screen would ask for eighty of them.
 * A module stays out that a screen with none of the others of its list loads at once: it would bring them all along.
 * `budget.test.ts` holds bytes and files of every screen.
 */

/** Modules below `src` by folder. */
const modules = (folders: Record<string, string>): RegExp =>
  new RegExp(`[\\\\/](?:${Object.entries(folders).map(inFolder).join('|')})\\.tsx?$`);

const inFolder = ([folder, names]: [string, string]): string =>
  `${folder.replaceAll('/', '[\\\\/]')}[\\\\/](?:${names.trim().replaceAll(/\s+/g, '|')})`;

const packages = (paths: string): RegExp =>
  new RegExp(`[\\\\/]@mui[\\\\/](?:${paths.trim().replaceAll('/', '[\\\\/]').replaceAll(/\s+/g, '|')})[\\\\/.]`);

/** Small modules that the lists need at once and other screens later. */
const piecesOfLists =
  /[\\/](SearchField|numbers|templates|patterns|patternKeys|authorities|wireDocument|lists|listFilters|useListUrl|templateWords|enrollTypes)\.tsx?$|[\\/]@tanstack[\\/](react-query|query-core)[\\/]/;

/** What many screens share and no list needs must not travel with the first screen, nor what would bring it along. */
const notOfForms =
  /^(?!.*[\\/](?:react-hook-form|@hookform|src[\\/]form|Dialog|Modal|Unstable_TrapFocus|Transition\.mjs|transitions|Fade|Backdrop|Portal|Paper|ConfirmDialog\.tsx)(?:[\\/]|$))/s;

/** Modules by folder, for each file. */
export const together: Record<string, Record<string, string>> = {
  /** Fields that every form has. */
  fields: {
    form: 'choices choiceStyle SelectField SwitchField RadioChoices TextField SecretField ValueField CheckBox chipInput',
    ui: 'Facts Section ChangedDot sectionProblems StatusMark Loading Delayed FoldedList CodeBlock',
  },
  /** What wizards and editors know of rules, and ask before they are left. */
  rules: {
    domain: 'oids keyAlgorithms',
    api: 'ruleSet enrollmentContext resolvedSettings settings metadata',
    form: 'LeaveGuard',
  },
  /** Names, and the rules on them. */
  names: {
    domain: 'der dn sans regex regexSteps regexScanner regexSet regexSyntax policy weakness metadataValue',
  },
  certificate: { domain: 'pem x509 certificate bundle' },
  asked: { api: 'deploy enrollment pendingCsrs appSettings', deploy: 'followWords StoresInHead' },
  sent: {
    api: 'renewals stores fewAtOnce requests downloads',
    domain: 'deploy password fileName',
    deploy: 'deployForm askedStores keptDeployments planSecrets when places deployments noteDeployment useDeployments',
  },
  /** The steps of the PFX wizard after its first, which are fetched while that one is filled in. */
  steps: {
    'enrollment/pfx':
      'NamesStep newPassword FileFields KeyFields KeyStep ReplacedPlaces TwiceReached WhereStep comparedPfx PfxReview WhatExtras',
    domain: 'missingKeys',
  },
  nameEditors: {
    'enrollment/names': '(?!subjectForm|sansForm)\\w+',
    enrollment: 'Fold stackedRows',
    domain: 'keyText',
  },
  plan: {
    deploy:
      'bulkEdit EntryChoice planWords InventoryAge PlannedStoreEditor PlanRow PlanRows DeployPlan ParameterField planFindings usePlanInventories WhenFields PlanFindings StorePicker AddMatching StoreFilterBar storeColumns storeTargets useStorePages',
    api: 'storeTypes pagesByPlace',
    domain: 'aliasForms',
  },
  /** What became of a job, for the lists that follow it and for a look before the next one. */
  followed: {
    deploy:
      'askedJobs followEvidence mayBeSent keptStanding keptSeen lookAnew superseded useFollowedStores useKeptSeen followPolling followInventories FollowedList StoreTimeline JobActions SentDeployment',
    domain: 'fate',
  },
  jobs: {
    deploy: 'deployStyle age useInventoryTimes',
    api: 'agents goneStores jobRows jobs inventory',
    domain: 'deploySteps',
  },
};

const packagesTogether = {
  dialog: packages(
    'material/Dialog material/Modal material/Unstable_TrapFocus material/Fade material/Backdrop material/internal/Transition',
  ),
  surfaces: packages(
    'material/Paper material/Portal material/transitions material/utils/createSimplePaletteValueFilter system/RtlProvider',
  ),
};

/** The groups for the bundler (`build.rolldownOptions.output.codeSplitting`). */
export const chunkGroups = [
  { name: 'shared', test: notOfForms, minShareCount: 10, priority: 2 },
  { name: 'pieces', test: piecesOfLists, minShareCount: 2, priority: 1 },
  ...[
    ...Object.entries(packagesTogether),
    ...Object.entries(together).map(([name, folders]) => [name, modules(folders)] as const),
  ].map(([name, test]) => ({ name, test, priority: 0, includeDependenciesRecursively: false })),
];
