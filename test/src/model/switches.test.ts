import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { postedSwitches, resolveSwitches, switchDescriptions, switchNames } from '../../../src/model/switches.js';

describe('resolveSwitches', () => {
  test('an empty choice is the posted form', () => {
    expect(resolveSwitches()).toEqual(postedSwitches);
    expect(resolveSwitches({})).toEqual(postedSwitches);
    expect(new Set(Object.values(postedSwitches))).toEqual(new Set(['posted']));
  });

  test.each(switchNames)('%s alone is corrected where it alone is asked for', (name) => {
    expect(resolveSwitches({ [name]: 'corrected' })).toEqual({ ...postedSwitches, [name]: 'corrected' });
  });

  test('the result and the posted form cannot be changed by a caller', () => {
    expect(Object.isFrozen(resolveSwitches({ dosing: 'corrected' }))).toBe(true);
    expect(Object.isFrozen(postedSwitches)).toBe(true);
  });

  test('every switch says what both of its forms mean', () => {
    expect(switchNames).toHaveLength(7);
    for (const name of switchNames) {
      const forms: readonly string[] = Object.values(switchDescriptions[name]);
      expect(new Set(forms).size).toBe(2);
      expect(forms).not.toContain('');
    }
  });

  test('an unknown switch is refused with all names and the nearest one', () => {
    expect(() => resolveSwitches({ 'ctl-proliferaton': 'corrected' })).toThrow(InputError);
    expect(() => resolveSwitches({ 'ctl-proliferaton': 'corrected' })).toThrow(
      `switches: required one of ${switchNames.join(', ')}; got ctl-proliferaton (did you mean ctl-proliferation?)`,
    );
  });

  test('a name that resembles none gets no suggestion', () => {
    expect(() => resolveSwitches({ zzzzzzzz: 'posted' })).toThrow(/got zzzzzzzz$/);
  });

  test.each(['Corrected', 'true', ''])('the value %j is refused', (value) => {
    expect(() => resolveSwitches({ dosing: value })).toThrow(InputError);
    expect(() => resolveSwitches({ dosing: value })).toThrow(
      `switches.dosing: must be 'posted' or 'corrected'; got ${value}`,
    );
  });

  test('names that every object has are not switches', () => {
    expect(() => resolveSwitches({ toString: 'corrected' })).toThrow(InputError);
  });
});
