"""The fault table: what may go wrong on a tip's or a question's path, each row a test, and what holds afterwards.

=====================================================  ==========================================================
Row                                                    Where
=====================================================  ==========================================================
the same event 50 times at once                        ``stack/test_fault_crowds``, ``test_at_the_same_time``
events out of order                                    ``stack/test_fault_crowds``, ``test_overtaking``
a queue refuses                                        ``stack/test_fault_recoveries``, ``test_killed_between_steps``
a worker killed between any two steps                  ``test_killed_between_steps``, ``stack/test_fault_killed``
killed after the commit, before the queue              ``test_killed_between_steps``, ``stack/test_fault_recoveries``
DynamoDB throttled                                     ``test_killed_between_steps``
Zalo 5xx, late, garbage, -216, -32                     ``stack/test_fault_recoveries``, ``test_killed_between_steps``
poison between healthy messages; redrive               ``stack/test_fault_recoveries``
NUL, lone surrogates, 1 MB, wrong types                ``stack/test_webhook_edge``
the dialogue abandoned after every step                ``stack/test_fault_crowds``
"báo tin" and the text 10 ms apart, 200 people         ``stack/test_fault_crowds``; exactly: ``test_at_the_same_time``
=====================================================  ==========================================================

``invariant`` says what must hold; ``world`` runs the path in this process, where it can be struck at one exact call.
"""
