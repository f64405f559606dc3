foilint deadline --no-config 
