package dev.khive.r2dbc.postgres;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.store.Event;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The example of docs/streams.md. */
final class FirstStream {
    private FirstStream() {}

    static void run(String address, Consumer<String> printed) throws InterruptedException {
        // example
        try (Backend backend = Khive.open(address)) {
            CountDownLatch enough = new CountDownLatch(1);
            backend.in(Scope.of("acme", "research")).streams().follow(0).subscribe(new Flow.Subscriber<Event>() {
                private Flow.@Nullable Subscription subscription;

                @Override
                public void onSubscribe(Flow.Subscription given) {
                    subscription = given;
                    given.request(1);
                }

                @Override
                public void onNext(Event event) {
                    printed.accept(event.sequence() + " " + event.verb());
                    if (event.sequence() < 3 && subscription != null) {
                        subscription.request(1); // when this one is worked off
                    } else if (subscription != null) {
                        subscription.cancel();
                        enough.countDown();
                    }
                }

                @Override
                public void onError(Throwable error) {
                    enough.countDown();
                }

                @Override
                public void onComplete() {}
            });
            enough.await();
        }
        // end
    }
}
