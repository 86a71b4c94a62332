# Runs one PostgreSQL for as long as its owner lives: sh -c THIS supervise GRACE COMMAND...
# Standard input is a pipe that only the owner holds. However the owner ends, a SIGKILL
# included, the kernel closes the pipe, and that is the order to shut down.
grace=$1
shift

# A background job's standard input is /dev/null by POSIX, so the pipe moves to descriptor 3.
exec 3<&0 </dev/null

"$@" 3<&- &
postgres=$!
trap '' HUP INT TERM

(
  while read -r _; do :; done
  signal=INT # fast shutdown: roll back, checkpoint, go
  second=0
  # Said again every second, since a signal that comes before PostgreSQL listens is lost.
  while kill -s "$signal" "$postgres"; do
    sleep 1
    second=$((second + 1))
    if [ "$second" -ge $((grace + 10)) ]; then
      signal=KILL
    elif [ "$second" -ge "$grace" ]; then
      signal=QUIT # immediate shutdown: the next start recovers from the log
    fi
  done
) <&3 3<&- 2>/dev/null &
watcher=$!
exec 3<&-

wait "$postgres"
status=$?
kill -s KILL "$watcher" 2>/dev/null
exit "$status"
