import { expect, test } from 'vitest';
import { compareTasks, isTaskOverdue, tasksOfDay, type TaskFacts } from '../../src/domain/task.js';

const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const task = (id: string, more: Partial<TaskFacts> = {}): TaskFacts => ({ id, kind: 'promise', dueOn: '2026-11-23', state: 'open', ...more });

test.each([
  [{ dueTime: '15:30' }, '2026-11-23 15:30', false],
  [{ dueTime: '15:30' }, '2026-11-23 15:31', true],
  [{}, '2026-11-23 23:59', false],
  [{}, '2026-11-24 00:00', true],
  [{ state: 'done' as const }, '2026-11-25 00:00', false],
  [{ state: 'cancelled' as const }, '2026-11-25 00:00', false],
])('%j at %s is overdue: %s', (more, now, expected) => expect(isTaskOverdue(task('a', more), at(now))).toBe(expected));

test('a list reads by day, time, priority, level', () => {
  const tasks = [
    task('late', { dueOn: '2026-11-24' }),
    task('gold', { level: 'gold' }),
    task('black', { level: 'blackGold' }),
    task('urgent', { priority: 5 }),
    task('timed', { dueTime: '16:00' }),
    task('early', { dueTime: '09:00' }),
    task('old', { dueOn: '2026-11-20' }),
  ];
  expect([...tasks].sort(compareTasks).map((one) => one.id)).toEqual(['old', 'early', 'timed', 'urgent', 'black', 'gold', 'late']);
});

test("the day's tasks are the open ones of today and before", () => {
  const tasks = [task('today'), task('done', { state: 'done' }), task('old', { dueOn: '2026-11-01' }), task('later', { dueOn: '2026-11-24' })];
  expect(tasksOfDay(tasks, at('2026-11-23 08:40')).map((one) => one.id)).toEqual(['old', 'today']);
});
