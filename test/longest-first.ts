import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take minutes though they are short; started last, they would run alone at the end. */
const longest: readonly string[] = ['test/calibration/cli/commands/killed.test.ts'];

/** Starts the longest files first, the others in the usual order. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => longest.some((name) => moduleId.endsWith(name));
    return [...usual.filter(isLong), ...usual.filter((file) => !isLong(file))];
  }
}
