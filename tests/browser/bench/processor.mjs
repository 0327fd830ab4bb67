// How much of the processor the app's workers have used, whatever else the machine does meanwhile: a benchmark on a busy
// machine says that beside the time that went by. Linux; of the browser with that profile folder.
import { readdirSync, readFileSync } from 'node:fs';

const ticks_per_second = 100; // what /proc counts in

// In milliseconds, of all dedicated workers that are alive.
export function workerTime(profile) {
  let ticks = 0;
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(profile)) continue;
      for (const thread of readdirSync(`/proc/${id}/task`)) {
        const stat = readFileSync(`/proc/${id}/task/${thread}/stat`, 'utf8');
        const [name, rest] = [stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')), stat.slice(stat.lastIndexOf(')') + 2)];
        if (!name.startsWith('DedicatedWorker')) continue;
        const fields = rest.split(' ');
        ticks += Number(fields[11]) + Number(fields[12]); // in the program, in the kernel
      }
    } catch {
      // It ended meanwhile.
    }
  }
  return (ticks * 1000) / ticks_per_second;
}
