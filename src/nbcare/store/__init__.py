"""The relational store: answers, hand-ins, log-ins, results and terms, in SQLite or PostgreSQL.

`opening.open_store` returns a `Store`. What can be done with it are functions in the modules beside it, one a topic:
each returns a job, which the store runs on a connection of its own:

    store.write(sessions.begin(token_hash, session))      waits until it is committed
    await store.write_async(answers.save(...))            the same under asyncio
    store.read(answers.read(learner, scope))              from any thread

Text in, text out: a moment is ISO 8601 in UTC, a response is JSON. What an answer means is not known here.
"""
