package outside;

import dev.khive.conformance.BackendConformance;

class OutsideConformanceTest extends BackendConformance {
    @Override
    protected String url(String database) {
        return "memory:" + database;
    }
}
