import { environments, loadConfig } from '../../shared/edge/config.ts';
import { wireProjector } from '../../shared/edge/projector.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createSweep } from '../../shared/use-cases/sweep.ts';
import { createHandler } from './handler.ts';

const parts = await wireProjector(loadConfig(environments.projector, process.env));

export const handler = createHandler({ sweep: createSweep(parts), logger: createLogger('sweep') });
