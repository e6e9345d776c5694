# A desk without a window: docker build -t watchroom . && docker run -v watchroom:/data -p 127.0.0.1:3000:3000 watchroom
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:22-bookworm-slim
ENV NODE_ENV=production WATCHROOM_DATA=/data
RUN mkdir -p /data && chown node:node /data && chmod 700 /data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/resources ./resources
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/readyz').then((a) => process.exit(a.status === 200 ? 0 : 1), () => process.exit(1))"]
# The API listens on the container's own loopback unless api.host says otherwise, which asks for tokens: see docs/setup/headless.md.
ENTRYPOINT ["node", "dist/main/cli.js"]
CMD ["start", "--headless"]
