import { environments, loadConfig } from '../../shared/edge/config.ts';
import { wireProjector } from '../../shared/edge/projector.ts';
import { streamEdge } from '../../shared/edge/stream.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createHandler } from './handler.ts';

const parts = await wireProjector(loadConfig(environments.projector, process.env));

export const handler = streamEdge(createHandler(parts), createLogger('project'));
