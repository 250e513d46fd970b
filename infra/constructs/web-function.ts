import { Duration } from 'aws-cdk-lib';
import { HttpMethod, HttpRoute, HttpRouteKey, type IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { FrontDoorFunction, type FunctionProps, readSecret } from './front-door-function.ts';

interface WebRoute {
  method: 'ANY';
  path: string;
}

export interface WebFunctionProps extends FunctionProps {
  api: IHttpApi;
  /** What the distribution sends with every request. The function refuses one that comes without it. */
  originSecret: ISecret;
  /** `default` takes all that no other route does. */
  routes: (WebRoute | 'default')[];
  /** Why the routes need no authorizer. */
  openBecause: string;
}

/** A function that answers people or machines over HTTP, with the routes that lead to it. */
export class WebFunction extends FrontDoorFunction {
  constructor(scope: Construct, id: string, props: WebFunctionProps) {
    super(scope, id, {
      timeout: Duration.seconds(10),
      memoryMib: 1024,
      ...props,
      permissions: [...props.permissions, readSecret(props.originSecret)],
      environment: { ORIGIN_SECRET_ARN: props.originSecret.secretArn, ...props.environment },
    });
    const integration = new HttpLambdaIntegration('Integration', this.lambda);
    for (const route of props.routes) {
      const routeKey = route === 'default' ? HttpRouteKey.DEFAULT : HttpRouteKey.with(route.path, HttpMethod[route.method]);
      const made = new HttpRoute(this, routeKey.key, { httpApi: props.api, routeKey, integration });
      acknowledge(made, 'AwsSolutions-APIG4', props.openBecause);
    }
  }
}
