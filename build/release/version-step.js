// What a version number says: `MAJOR.MINOR.PATCH` of semver.org, without pre-releases, which this project does not make.

const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

/** The three numbers of a version; null where the text is no version. */
export function versionNumbers(text) {
  const found = VERSION.exec(text ?? '');
  return found === null ? null : found.slice(1).map(Number);
}

/** Less than 0 where the first version comes before the second. */
export function compareVersions(first, second) {
  const [a, b] = [versionNumbers(first), versionNumbers(second)];
  const place = a.findIndex((number, index) => number !== b[index]);
  return place < 0 ? 0 : a[place] - b[place];
}

/** The versions that may follow one, by the kind of step. */
export function nextVersions(version) {
  const [major, minor, patch] = versionNumbers(version);
  return { patch: `${major}.${minor}.${patch + 1}`, minor: `${major}.${minor + 1}.0`, major: `${major + 1}.0.0` };
}

/**
 * The step from one version to the next: `{ step, issues }`, where step is patch, minor or major, and null with an issue. A number
 * that skips versions is refused: it is a slip of the fingers more often than a wish.
 */
export function versionStep(from, to) {
  if (versionNumbers(from) === null)
    return { step: null, issues: [`package.json: version must be MAJOR.MINOR.PATCH; got ${JSON.stringify(from)}`] };
  const next = nextVersions(from);
  const step = Object.keys(next).find((kind) => next[kind] === to) ?? null;
  if (step !== null) return { step, issues: [] };
  const choices = Object.entries(next).map(([kind, version]) => `${version} (${kind})`);
  return {
    step,
    issues: [`version: must be the next after ${from}, one of ${choices.join(', ')}; got ${to || 'none'}`],
  };
}
