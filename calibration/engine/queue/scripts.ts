import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

/** Steps that the server takes as one. */
interface Script {
  readonly text: string;
  readonly digest: string;
}

const script = (text: string): Script => ({ text, digest: createHash('sha1').update(text).digest('hex') });

/**
 * KEYS owner, driver; ARGV token, milliseconds, 'first' or 'again', seconds. 1 where the token holds the run now, 0 where
 * another does, or has driven the run since this one did last.
 */
export const claimScript = script(`
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
local driver = redis.call('GET', KEYS[2])
if ARGV[3] == 'again' and driver and driver ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[2], ARGV[1], 'EX', ARGV[4])
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`);

/**
 * KEYS owner, list of runs, then whatever is to go; ARGV token, run. Removes the run and deletes all of it, unless another
 * process drives it: 0.
 */
export const closeScript = script(`
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('HDEL', KEYS[2], ARGV[2])
for key = 3, #KEYS do redis.call('UNLINK', KEYS[key]) end
redis.call('UNLINK', KEYS[1])
return 1`);

/** KEYS owner, inputs, outputs; ARGV token, subtask. A subtask is not wanted any more, unless another process drives the run. */
export const withdrawScript = script(`
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('HDEL', KEYS[2], ARGV[2])
redis.call('HDEL', KEYS[3], ARGV[2])
return 1`);

/** KEYS list of members; ARGV id, text. Notes that a member is there. */
export const announceScript = script(`
local time = redis.call('TIME')
redis.call('HSET', KEYS[1], ARGV[1], string.format('%d', time[1] * 1000 + math.floor(time[2] / 1000)) .. '|' .. ARGV[2])
return 1`);

/** KEYS list of members; ARGV milliseconds. Texts of those that reported within that time; the others are removed. */
export const presentScript = script(`
local time = redis.call('TIME')
local oldest = time[1] * 1000 + math.floor(time[2] / 1000) - tonumber(ARGV[1])
local present = {}
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local bar = string.find(all[i + 1], '|', 1, true)
  local seen = bar and tonumber(string.sub(all[i + 1], 1, bar - 1))
  if seen and seen >= oldest then
    present[#present + 1] = string.sub(all[i + 1], bar + 1)
  else
    redis.call('HDEL', KEYS[1], all[i])
  end
end
return present`);

/**
 * KEYS inputs, results, outputs; ARGV subtask, data, seconds to keep them. The description of a result that is there already,
 * or nothing: then the data wait for a worker. A result that was taken and is asked for again is computed again.
 */
export const submitScript = script(`
local known = redis.call('HGET', KEYS[2], ARGV[1])
if known then
  if redis.call('HEXISTS', KEYS[3], ARGV[1]) == 1 then return known end
  if string.find(known, '"stored":"folder"', 1, true) then return known end
  redis.call('HDEL', KEYS[2], ARGV[1])
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return false`);

/**
 * KEYS open, inputs, results, outputs, arrivals; ARGV subtask, description, bytes of the result, seconds to keep it. The first
 * result of a subtask is kept and any other left aside: 'kept', the description of the one that is kept, or 'closed' where the run is over.
 */
export const deliverScript = script(`
if redis.call('EXISTS', KEYS[1]) == 0 then return 'closed' end
local known = redis.call('HGET', KEYS[3], ARGV[1])
if known then return known end
redis.call('HSET', KEYS[3], ARGV[1], ARGV[2])
redis.call('HSET', KEYS[4], ARGV[1], ARGV[3])
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('RPUSH', KEYS[5], ARGV[1])
for key = 3, 5 do redis.call('EXPIRE', KEYS[key], ARGV[4]) end
return 'kept'`);

/**
 * Runs a script on the server, which is sent its text only where it does not know it.
 *
 * @param keys - KEYS of the script
 * @param values - ARGV of the script
 */
export async function runScript(
  redis: Redis,
  { text, digest }: Script,
  keys: readonly string[],
  values: readonly (string | number | Buffer)[],
): Promise<unknown> {
  try {
    return await redis.evalsha(digest, keys.length, ...keys, ...values);
  } catch (cause) {
    if (!String(cause).includes('NOSCRIPT')) throw cause;
    return redis.eval(text, keys.length, ...keys, ...values);
  }
}
