// Evidence: what is written reads back; the documented refusals.
import { describe, expect, test } from 'vitest';
import {
  type PeerArguments,
  type PeerReport,
  parsePeerArguments,
  parsePeerReport,
  parseSegments,
  peerArguments,
  segmentText,
} from '../../../calibration/bench/peer-protocol.js';
import { builtInRegimens, dosePlan, InputError } from '../../../src/index.js';

describe('segment files', () => {
  test('every built-in regimen reads back to the bit', () => {
    for (const [regimen, courses] of Object.entries(builtInRegimens)) {
      const { segments } = dosePlan(courses, 365);
      // A drug that the regimen does not name has an input of 0
      const complete = segments.map((segment) => ({
        ...segment,
        input: { tas102: 0, bevacizumab: 0, ...segment.input },
      }));
      expect(parseSegments(segmentText({ regimen, segments }), 'x')).toEqual({ regimen, segments: complete });
    }
  });

  test.each([
    ['no regimen', '0 1 0 0\n', 'x: must name its regimen'],
    ['three numbers', '# regimen none\n0 1 0\n', "x: every line must hold 4 numbers; got '0 1 0'"],
    ['five numbers', '# regimen none\n0 1 0 0 0\n', 'x: every line must hold 4 numbers'],
    ['a word', '# regimen none\n0 one 0 0\n', 'x: every line must hold 4 numbers'],
  ])('%s is refused', (_words, text, message) => {
    expect(() => parseSegments(text, 'x')).toThrow(InputError);
    expect(() => parseSegments(text, 'x')).toThrow(message);
  });
});

describe('words of a peer', () => {
  const peer: PeerArguments = {
    segments: 'a b.segments',
    patients: 'p.f64',
    count: 40,
    days: 365,
    relativeTolerance: 1e-11,
    absoluteTolerance: 1e-8,
    out: null,
  };

  test('read back, with and without a file to write', () => {
    expect(peerArguments(peer).at(-1)).toBe('-');
    for (const out of [null, 'states.f64'])
      expect(parsePeerArguments(peerArguments({ ...peer, out }))).toEqual({ ...peer, out });
  });

  test.each([
    ['too few', ['s', 'p', '1', '1', '1e-6', '1e-3']],
    ['too many', ['s', 'p', '1', '1', '1e-6', '1e-3', '-', 'x']],
    ['no number', ['s', 'p', 'many', '1', '1e-6', '1e-3', '-']],
    ['zero patients', ['s', 'p', '0', '1', '1e-6', '1e-3', '-']],
  ])('%s are refused', (_words, description) => {
    expect(() => parsePeerArguments(description)).toThrow(InputError);
  });
});

describe('report of a peer', () => {
  const report: PeerReport = { patients: 2, failed: 0, evaluations: 9, steps: null, checksum: 1.5, peakBytes: 4096 };

  test('reads back', () => {
    expect(parsePeerReport(`${JSON.stringify(report)}\n`, 'x')).toEqual(report);
  });

  test.each([
    ['not JSON', 'nan', "x: must print one line of JSON; got 'nan'"],
    ['a missing field', '{"patients":2}', 'x: must print patients, failed'],
    ['a checksum that is no number', JSON.stringify({ ...report, checksum: Number.NaN }), 'got {"patients":2'],
    ['nothing', '', "x: must print one line of JSON; got ''"],
  ])('%s is refused with the name of the peer', (_words, text, message) => {
    expect(() => parsePeerReport(text, 'x')).toThrow(InputError);
    expect(() => parsePeerReport(text, 'x')).toThrow(message);
  });
});
