# under the Regulations too a clarification starts the time again, and an announced day is the end of it
for days in "--sent 2019-08-20" "--sent 2019-08-20 --clarified 2019-07-24" "--sent 2019-08-20 --extended 2019-08-14" "--sent 2019-08-13 --extended 2019-08-14"; do
    echo "$days"
    foilint check --no-config --all-outcomes --exit-zero $days fixtures/collection/F20.txt | grep -o '[^:]*: [^:]*: .*eir-2004/response-overdue.*'
done
