# syntax=docker/dockerfile:1

FROM node:22-slim AS portal
WORKDIR /build/src/main/frontend
COPY src/main/frontend/package.json src/main/frontend/package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund
COPY openapi /build/openapi
COPY src/test/resources/bounds.properties /build/src/test/resources/
COPY src/main/frontend ./
RUN npm run --silent build

FROM eclipse-temurin:21-jdk AS build
WORKDIR /build
# mvnw fetches Maven by curl or wget and checks its SHA-512
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY processes processes
COPY rules rules
COPY forms forms
COPY src src
COPY --from=portal /build/target/classes/static target/classes/static
COPY openapi openapi
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -q -Dmaven.test.skip=true package \
	&& java -Djarmode=tools -jar target/nagare.jar extract --layers --launcher --destination layers

FROM eclipse-temurin:21-jre
RUN groupadd --system --gid 10001 nagare \
	&& useradd --system --uid 10001 --gid nagare --home-dir /var/lib/nagare --create-home nagare
WORKDIR /opt/nagare
COPY jvm.options jvm-small.options ./
# from what changes least to what changes most
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
USER nagare
ENV NAGARE_DATA_DIR=/var/lib/nagare
# else the C library keeps up to eight heaps per core
ENV MALLOC_ARENA_MAX=2
VOLUME /var/lib/nagare
# health alone, on threads that no caller can hold
ENV NAGARE_SERVER_PROBE_PORT=8081
EXPOSE 8080 8081
# through bash itself, as the image has no other HTTP client for sure
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=6 \
	CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$NAGARE_SERVER_PROBE_PORT && printf 'GET /actuator/health/liveness HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q '\"status\":\"UP\"' <&3"]
# options in JAVA_OPTS come after those of the file and win; @jvm-small.options is a small node's
ENTRYPOINT ["sh", "-c", "exec java @jvm.options $JAVA_OPTS org.springframework.boot.loader.launch.JarLauncher \"$@\"", "nagare"]
