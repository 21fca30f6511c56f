import { courseRemarks } from '../../config/course-remarks.js';
import { curveList } from '../../endpoints/curves.js';
import { buildProblem } from '../../fit/build-problem.js';
import { print, printRemark, type Runtime } from '../../session/runtime.js';
import { readRunInputs } from '../../store/run-inputs.js';
import { fitSettings } from '../../studies/run/run-settings.js';
import { clinicalTargets, type ReportedCurve } from '../../targets/clinical-targets.js';

export async function validate(runtime: Runtime, path: string): Promise<undefined> {
  const { config, tables, files, remarks } = await readRunInputs(path, {
    root: (await runtime.packageInformation()).root,
  });
  const targets = clinicalTargets(tables, Object.keys(config.arms), config.targets.median);
  const { parameters, columns } = buildProblem(targets, fitSettings(config));
  const courses = courseRemarks(config);
  if (runtime.reply !== undefined) {
    for (const remark of [...remarks, ...courses]) printRemark(runtime, remark);
    runtime.reply({
      result: {
        configuration: path,
        name: config.name,
        seed: config.seed,
        free_parameters: parameters.map(({ name }) => name),
        endpoints: columns.length,
        targets,
        inputs: files,
      },
    });
    return;
  }
  print(runtime, `${path}: valid`);
  print(runtime, `  ${parameters.length} free parameters, ${columns.length} clinical endpoints to fit`);
  for (const { arm, response, bestResponse, curves } of targets) {
    const ofCurves = curveList.map(({ name, shortLabel, curveTable }) => {
      const { median, landmarks }: ReportedCurve = curves[name];
      const ofMedian =
        median === null
          ? `, median ${shortLabel} not reported`
          : `, median ${shortLabel} ${median.months.toFixed(2)} months of ${median.n} (${median.distinctPatients} distinct)`;
      return `${ofMedian}, ${curveTable} ${landmarks === null ? 'not reported' : `of ${landmarks.n}`}`;
    });
    const rates = [
      ...(response === null ? [] : [`PD ${response.pd.toFixed(2)} % of ${response.n}`]),
      ...(bestResponse === null ? [] : [`best response DCR ${bestResponse.dcr.toFixed(2)} % of ${bestResponse.n}`]),
    ];
    print(runtime, `  ${arm}: ${rates.join(', ')}${ofCurves.join('')}`);
  }
  for (const remark of [...remarks, ...courses]) print(runtime, `  remark: ${remark}`);
  for (const { path: file, sha256, read_as: readAs } of files) {
    print(runtime, `  read ${file} (sha256 ${sha256.slice(0, 12)})${readAs === undefined ? '' : `: ${readAs}`}`);
  }
}
