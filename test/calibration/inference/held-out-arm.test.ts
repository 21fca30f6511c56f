// Evidence: laws (which parameters remain, and what the held-out arm is predicted with).
import { describe, expect, it } from 'vitest';
import { type FitProblem, toFitPoint } from '../../../calibration/fit/problem.js';
import { deathDonor, withoutArm } from '../../../calibration/inference/held-out-arm.js';
import { toyContext } from './toy-context.js';

const problemWith = (settings: NonNullable<Parameters<typeof toyContext>[0]>['settings']) =>
  toyContext({ kind: 'likelihood', patients: 60, settings: settings ?? {} }).problem;
const pointOf = (problem: FitProblem, change: (name: string) => number) =>
  toFitPoint(
    problem,
    problem.parameters.map(({ name }) => change(name)),
  ).death;

describe('withoutArm', () => {
  it('holds no observation of the arm, and all of the others', () => {
    const whole = problemWith({});
    const { likelihood } = withoutArm(whole, 'treated', 'control');
    expect(likelihood).toEqual(whole.likelihood!.filter(({ arm }) => arm === 'control'));
  });

  it("uses the donor's death function where each arm has its own", () => {
    const others = withoutArm(problemWith({}), 'treated', 'control');
    const death = pointOf(others, (name) => name.length / 100);
    expect(death.treated).toEqual(death.control);
    expect(others.parameters.some(({ name }) => name.startsWith('treated'))).toBe(false);
  });

  it('has no treatment effect of a held-out arm', () => {
    const settings = { deathShared: true, deathEffect: true };
    const others = withoutArm(problemWith(settings), 'treated', 'control');
    expect(others.parameters.filter(({ name }) => name.includes('treatment effect'))).toEqual([]);
    const death = pointOf(others, (name) => name.length / 100);
    expect(death.treated).toEqual(death.control);
  });

  it('makes the next arm the reference where the reference is held out', () => {
    const whole = problemWith({ deathShared: true, deathEffect: true });
    const others = withoutArm(whole, 'control', 'treated');
    expect(others.parameters.filter(({ name }) => name.includes('treatment effect'))).toEqual([]);
  });
});

describe('deathDonor', () => {
  it('is the arm before, or the second for the first', () => {
    const arms = ['placebo', 'tas102', 'tas102_bev'];
    expect(arms.map((arm) => deathDonor(arms, arm))).toEqual(['tas102', 'placebo', 'tas102']);
  });
});
