import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Foundation } from '../constructs/front-door-function.ts';
import { ScheduledFunction } from '../constructs/scheduled-function.ts';
import { WebFunction } from '../constructs/web-function.ts';

export interface ReportingProps extends StackProps {
  foundation: Foundation;
  api: IHttpApi;
  originSecret: ISecret;
}

/** What the council sees: facts folded into rollups, and the quarter page that reads them. */
export class ReportingStack extends Stack {
  constructor(scope: Construct, id: string, { foundation, api, originSecret, ...props }: ReportingProps) {
    super(scope, id, props);
    const { table } = foundation;
    new WebFunction(this, 'Report', {
      foundation,
      api,
      originSecret,
      name: 'report',
      description: 'The quarter page, its charts and its CSV',
      environment: { BASELINE: foundation.stage.baseline },
      permissions: [table.allow('Query', 'PutItem', 'UpdateItem')],
      routes: [
        { method: 'ANY', path: '/performance' },
        { method: 'ANY', path: '/console/report' },
        { method: 'ANY', path: '/console/report/{proxy+}' },
      ],
      openBecause:
        'How the council does is for everybody to see; its own pages ask staff to sign in. A browser sends a session cookie, not a token: the function sends staff without one to sign in.',
      impact:
        'A manager or councillor was shown an error page instead of the quarter page. While this lasts, nobody sees how the council is doing.',
    });
    new ScheduledFunction(this, 'RollUp', {
      foundation,
      name: 'roll-up',
      description: 'Folds the facts of slices that have changed',
      permissions: [table.allow('GetItem', 'Query', 'PutItem', 'DeleteItem')],
      tableOnly: true,
      every: Duration.minutes(1),
      timeout: Duration.minutes(1),
      impact:
        'The quarter page is out of date: contacts, decisions and ratings since the failure are not in its figures yet. None is lost.',
    });
  }
}
