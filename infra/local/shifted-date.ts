/**
 * Puts a `Date` in place whose now is `shared` milliseconds away from the machine's, in the thread that calls it.
 * Whatever asks the time by `new Date()`, `Date.now()` or a Temporal polyfill sees the shifted clock.
 */
export function shiftDate(shared: SharedArrayBuffer): void {
  const offset = new BigInt64Array(shared);
  const MachineDate = Date;
  const now = (): number => MachineDate.now() + Number(Atomics.load(offset, 0));

  function ShiftedDate(...args: unknown[]): unknown {
    if (!new.target) return new MachineDate(now()).toString();
    return Reflect.construct(MachineDate, args.length === 0 ? [now()] : args, new.target);
  }
  ShiftedDate.prototype = MachineDate.prototype;
  Object.assign(ShiftedDate, { now, UTC: MachineDate.UTC, parse: MachineDate.parse });
  Object.defineProperty(MachineDate.prototype, 'constructor', { value: ShiftedDate, writable: true, configurable: true });
  globalThis.Date = ShiftedDate as unknown as DateConstructor;
}
