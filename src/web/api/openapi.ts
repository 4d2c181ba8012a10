import { z } from 'zod';
import { API_ERRORS, type ApiErrorCode } from './api-errors.ts';
import { type ApiRoute, SCOPES } from './route.ts';

/** The API in OpenAPI 3.1, made from the same schemas that check it. */
export function openApiDocument(routes: readonly ApiRoute[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = `/api/v1${route.path.replace(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Loa Thôn',
      version: '1',
      description: `Scopes: ${SCOPES.join(', ')}. Lists are paged by cursor. Times end in Ms: Unix milliseconds.`,
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: errorSchema() },
    },
    paths,
  };
}

function operation(route: ApiRoute): object {
  const errors: ApiErrorCode[] = route.scope
    ? ['input-invalid', 'token-unknown', 'scope-missing', 'not-found']
    : [];
  return {
    summary: route.summary,
    ...(route.scope ? { security: [{ token: [] }], 'x-scope': route.scope } : { security: [] }),
    parameters: [...parameters('path', route.params), ...parameters('query', route.query)],
    responses: {
      200: {
        description: 'OK',
        content: { 'application/json': { schema: jsonSchema(route.response, 'output') } },
      },
      ...Object.fromEntries(
        errors.map((code) => [
          API_ERRORS[code].status,
          {
            description: API_ERRORS[code].en,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
          },
        ]),
      ),
    },
  };
}

function parameters(where: 'path' | 'query', schema: z.ZodObject): object[] {
  const described = jsonSchema(schema, 'input') as {
    properties?: Record<string, { description?: string }>;
    required?: string[];
  };
  return Object.entries(described.properties ?? {}).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || (described.required?.includes(name) ?? false),
    ...(property.description ? { description: property.description } : {}),
    schema: property,
  }));
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

function errorSchema(): object {
  return {
    type: 'object',
    properties: {
      error: {
        type: 'object',
        properties: {
          code: { type: 'string', enum: Object.keys(API_ERRORS) },
          message: {
            type: 'object',
            properties: { vi: { type: 'string' }, en: { type: 'string' } },
          },
          fields: {
            type: 'array',
            items: {
              type: 'object',
              properties: { field: { type: 'string' }, message: { type: 'string' } },
            },
          },
        },
      },
    },
  };
}
