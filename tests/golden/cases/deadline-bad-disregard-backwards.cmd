foilint deadline --no-config --received 2025-05-16 --disregard fee=2025-07-02..2025-07-01
